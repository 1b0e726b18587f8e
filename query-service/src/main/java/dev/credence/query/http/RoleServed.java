package dev.credence.query.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a {@link RoleServer} says of its process.
 *
 * @param role the process's part, such as {@code ingest}
 * @param ready whether the role can work; stays true once it was, also when Kafka goes away
 * @param facts further members of {@code /info}
 * @param registry what {@code /metrics} shows, and where the server's own figures go
 */
public record RoleServed(
        String role,
        BooleanSupplier ready,
        Map<String, String> facts,
        PrometheusMeterRegistry registry,
        InstantSource clock) {
    public RoleServed {
        facts = Map.copyOf(facts);
    }
}
