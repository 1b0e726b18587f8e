package dev.credence.processor.store;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * An empty store that calls itself persistent. Streams keeps its process id on disk only if some store does, and without
 * that id a restarted instance cannot fence the transaction that its predecessor left hanging.
 */
public final class IdentityStore implements StateStore {
    /** The store's name in the topology. */
    public static final String NAME = "identity";

    private boolean open;

    /** For the topology. */
    public static StoreBuilder<IdentityStore> builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private static final class Builder implements StoreBuilder<IdentityStore> {
        @Override
        public IdentityStore build() {
            return new IdentityStore();
        }

        @Override
        public StoreBuilder<IdentityStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<IdentityStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<IdentityStore> withLoggingEnabled(Map<String, String> config) {
            throw new IllegalStateException("the identity store holds nothing to log");
        }

        @Override
        public StoreBuilder<IdentityStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return NAME;
        }
    }
}
