package dev.credence.processor.topology;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.codec.Dictionary;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The newest dictionary of each type in a task's store, for its next start; older ones are in the topic of bodies alone.
 * Confined to the stream thread.
 */
final class KeptDictionaries {
    /** No id begins like this. */
    private static final String PREFIX = "!dict/";

    private final KeyValueStore<Bytes, byte[]> store;

    KeptDictionaries(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Nullable
    Dictionary find(String type) {
        byte[] kept = store.get(key(type));
        if (kept == null) {
            return null;
        }
        ByteReader in = new ByteReader(kept);
        Dictionary dictionary = Dictionary.decode(in.text(), in.blob());
        in.end();
        return dictionary;
    }

    /** @param value the dictionary as a record's */
    void keep(Dictionary dictionary, byte[] value) {
        ByteWriter out = new ByteWriter(value.length + 256).text(dictionary.key());
        store.put(key(dictionary.type()), out.blob(value).toBytes());
    }

    private static Bytes key(String type) {
        return Bytes.wrap((PREFIX + type).getBytes(StandardCharsets.US_ASCII));
    }
}
