package dev.credence.processor.store;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds {@link BatchStore}s over change-logged rows, in memory or in RocksDB. */
public final class BatchStoreBuilder implements StoreBuilder<BatchStore> {
    private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;

    /** @param changelog settings of the changelog topic when Streams creates it */
    public BatchStoreBuilder(String name, boolean rocksDb, Map<String, String> changelog) {
        KeyValueBytesStoreSupplier supplier = rocksDb ? Stores.persistentKeyValueStore(name) : HashStore.supplier(name);
        this.inner = Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(changelog)
                .withCachingDisabled();
    }

    @Override
    public BatchStore build() {
        return new BatchStore(inner.build());
    }

    @Override
    public StoreBuilder<BatchStore> withCachingEnabled() {
        throw new IllegalStateException("a batch store is its own cache");
    }

    @Override
    public StoreBuilder<BatchStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<BatchStore> withLoggingEnabled(Map<String, String> config) {
        inner.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<BatchStore> withLoggingDisabled() {
        throw new IllegalStateException("a batch store is restored from its changelog");
    }

    @Override
    public Map<String, String> logConfig() {
        return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return inner.loggingEnabled();
    }

    @Override
    public String name() {
        return inner.name();
    }
}
