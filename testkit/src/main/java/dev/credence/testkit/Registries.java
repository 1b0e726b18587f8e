package dev.credence.testkit;

import dev.credence.embedded.registry.RegistryEndpoint;
import dev.credence.embedded.registry.RegistryOptions;
import java.util.EnumMap;
import java.util.Map;

/** Schema registries of several makers, each started when it is first asked for. Thread-safe. */
public final class Registries implements AutoCloseable {
    private record Server(String url, Runnable end) {}

    private final ScratchDirectory data = ScratchDirectory.create();
    private final Map<RegistryMaker, Server> servers = new EnumMap<>(RegistryMaker.class);

    Registries() {}

    /** Where Confluent's interface begins. */
    public synchronized String url(RegistryMaker maker) {
        return servers.computeIfAbsent(maker, this::start).url();
    }

    private Server start(RegistryMaker maker) {
        return switch (maker) {
            case BUILT_IN -> {
                RegistryEndpoint endpoint = RegistryEndpoint.start(
                        new RegistryOptions(0, data.path().resolve("schemas.json")));
                yield new Server(endpoint.url(), endpoint::close);
            }
            case APICURIO -> {
                ApicurioServer server = ApicurioServer.start(data.path());
                yield new Server(server.url(), server::close);
            }
        };
    }

    @Override
    public synchronized void close() {
        servers.values().forEach(server -> server.end().run());
        data.close();
    }
}
