package dev.credence.bench.agents;

import dev.credence.bench.stack.Stack;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.client.CredenceClient;
import dev.credence.client.kafka.KafkaSink;
import dev.credence.client.view.Views;
import dev.credence.query.cache.CacheConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Clients of a running product, reading in process and writing into Kafka. */
final class Agents {
    /** For what is read once it is stored: the first build may take its time. */
    private static final Duration FILLED_WITHIN = Duration.ofMinutes(3);

    private Agents() {}

    /** The in-process form. */
    static CredenceClient client(Stack stack, CacheConfig cache) {
        Settings settings = stack.up().settings();
        KafkaSink sink = KafkaSink.open(Clients.publisher(settings, Clients.catalogue(settings)));
        return new CredenceClient(Views.open(Clients.view(settings), cache, new SimpleMeterRegistry()), sink, null, 1);
    }

    /** Stores every pattern once and returns when all are readable. */
    static void fill(CredenceClient client, Memory memory) {
        for (int i = 0; i < memory.size(); i++) {
            memory.store(client, i);
        }
        client.flush(FILLED_WITHIN);
    }
}
