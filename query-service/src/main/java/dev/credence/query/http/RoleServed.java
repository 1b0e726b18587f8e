package dev.credence.query.http;

import dev.credence.query.read.ProcessInfo;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RoleServer} says of its process.
 *
 * @param process the first of its roles is the one that gets ready
 * @param ready whether the role can work; stays true once it was, also when Kafka goes away
 * @param generation of the view that the process writes; null if it writes none
 * @param obstacle what keeps that view from being written at present; null: nothing
 * @param registry what {@code /metrics} shows, and where the server's own figures go
 */
public record RoleServed(
        ProcessInfo process,
        BooleanSupplier ready,
        Supplier<@Nullable String> generation,
        Supplier<@Nullable String> obstacle,
        PrometheusMeterRegistry registry,
        InstantSource clock) {
    /** Of a process that writes no view. */
    public static RoleServed withoutView(ProcessInfo process, BooleanSupplier ready, PrometheusMeterRegistry registry) {
        return new RoleServed(process, ready, () -> null, () -> null, registry, InstantSource.system());
    }

    String role() {
        return process.roles().get(0);
    }
}
