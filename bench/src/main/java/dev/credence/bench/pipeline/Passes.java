package dev.credence.bench.pipeline;

import dev.credence.bench.load.OutcomeLoad;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Role;
import dev.credence.cli.runtime.Roles;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.storage.View;
import dev.credence.storage.ViewNotReadyException;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** One pass over the backlog each; rates in outcomes a second. */
final class Passes {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long AT_MOST_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final int CHUNK = 10_000;

    private Passes() {}

    /** Through a topology that does nothing, until all offsets are committed. */
    static double noOp(Settings settings, long outcomes) throws Exception {
        TopicCatalogue catalogue = Clients.catalogue(settings);
        String applicationId = settings.text(Key.APPLICATION_ID) + "-noop";
        try (NoOpTopology topology = new NoOpTopology(
                        settings.text(Key.BOOTSTRAP_SERVERS),
                        applicationId,
                        List.of(catalogue.confidence()),
                        threads(catalogue),
                        settings.number(Key.WINDOW_MS),
                        settings.path(Key.DATA_DIR).resolve("noop"));
                Admin admin = Clients.admin(settings)) {
            return rate(outcomes, topology::processed, () -> committed(admin, applicationId) >= outcomes);
        }
    }

    /** Through the product, until the view's ledger counts all; demands that the rows do so too. */
    static double product(Settings settings, OutcomeLoad load) throws Exception {
        long outcomes = load.outcomes();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        try (Role role = Roles.processorAndView(settings, metrics);
                ViewReader view = View.openReader(Clients.view(settings))) {
            double rate = rate(outcomes, () -> applied(metrics), () -> {
                Throwable failure = role.failure();
                if (failure != null) {
                    throw new IllegalStateException("the product failed: " + failure.getMessage(), failure);
                }
                return consumed(view) >= outcomes;
            });
            demandWhole(view, load);
            return rate;
        }
    }

    private static int threads(TopicCatalogue catalogue) {
        return Math.min(catalogue.partitions(), Runtime.getRuntime().availableProcessors());
    }

    /** From the first record processed to done. */
    private static double rate(long outcomes, LongSupplier processed, BooleanSupplier done) {
        long deadline = System.nanoTime() + AT_MOST_NANOS;
        await(deadline, () -> processed.getAsLong() > 0);
        long began = System.nanoTime();
        await(deadline, done);
        return outcomes / ((System.nanoTime() - began) / 1e9);
    }

    private static void await(long deadline, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a pass did not end within five minutes");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static long committed(Admin admin, String group) {
        try {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("cannot read the peer's committed offsets", e);
        }
    }

    private static long applied(SimpleMeterRegistry metrics) {
        return (long) metrics.find("credence_events_total").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static long consumed(ViewReader view) {
        try {
            return view.ledger().stream()
                    .mapToLong(entry -> entry.row().consumed())
                    .sum();
        } catch (ViewNotReadyException notYet) {
            return 0;
        }
    }

    /** The ledger says how many were applied; the rows have to add up to the same. */
    private static void demandWhole(ViewReader view, OutcomeLoad load) {
        long applied =
                view.ledger().stream().mapToLong(entry -> entry.row().applied()).sum();
        long inRows = 0;
        List<String> ids = List.of(load.ids());
        for (int from = 0; from < ids.size(); from += CHUNK) {
            inRows += view.getAll(ids.subList(from, Math.min(ids.size(), from + CHUNK))).stream()
                    .mapToLong(
                            row -> row.evidence().successes() + row.evidence().failures())
                    .sum();
        }
        if (applied != load.outcomes() || inRows != load.outcomes()) {
            throw new IllegalStateException(
                    "published " + load.outcomes() + ", applied " + applied + ", in rows " + inRows);
        }
    }
}
