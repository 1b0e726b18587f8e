package dev.credence.bench.pipeline;

import dev.credence.bench.load.OutcomeLoad;
import dev.credence.bench.stack.Committed;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.processor.Processor;
import dev.credence.processor.view.ViewGenerations;
import dev.credence.processor.view.ViewMaterialiser;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.storage.PatternRow;
import dev.credence.storage.View;
import dev.credence.storage.ViewNotReadyException;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** One pass over the backlog each; rates in outcomes a second. */
final class Passes {
    /** Seldom enough that looking costs nothing beside what is measured: two cores do all the work. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final long AT_MOST_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final int CHUNK = 10_000;

    private Passes() {}

    /** Through a peer, until all offsets are committed; demands that its rows, if it has any, count all. */
    static double peer(PeerTopology peer, Settings settings, long outcomes) throws Exception {
        TopicCatalogue catalogue = Clients.catalogue(settings);
        try (StreamsPeer running =
                        new StreamsPeer(peer, settings, catalogue.confidence(), outcomes, threads(catalogue));
                Admin admin = Clients.admin(settings)) {
            await(() -> Committed.sum(admin, running.group()) >= outcomes);
            double rate = rate(outcomes, running.firstProcessedMs());
            if (peer.rows() != null && running.counted() != outcomes) {
                throw new IllegalStateException(
                        "of " + outcomes + " outcomes the rows of " + peer.name() + " count " + running.counted());
            }
            return rate;
        }
    }

    /** Through consumers that do nothing but count. */
    static double consumed(Settings settings, long outcomes) throws Exception {
        TopicCatalogue catalogue = Clients.catalogue(settings);
        return new RawConsumer(settings, catalogue, outcomes).pass(threads(catalogue));
    }

    /** Through the product, until the view's ledger counts all; demands that the rows do so too. */
    static double product(Settings settings, OutcomeLoad load) throws Exception {
        return product(settings, load.outcomes(), view -> {
            long unused = demandWhole(view, load);
        });
    }

    /** The same of {@code records} of any kind; {@code demand} is made of the view in the end. */
    static double product(Settings settings, long records, Consumer<ViewReader> demand) throws Exception {
        TopicCatalogue catalogue = Clients.catalogue(settings);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        try (Processor processor = Processor.start(Clients.processor(settings, catalogue), metrics);
                ViewMaterialiser materialiser = ViewMaterialiser.start(
                        Clients.materialiser(settings, catalogue),
                        ViewGenerations.of(Clients.view(settings), Clients.identity(settings)),
                        metrics);
                ViewReader view = View.openReader(Clients.view(settings))) {
            await(() -> {
                demandRunning(processor.failure());
                demandRunning(materialiser.failure());
                return consumed(view) >= records;
            });
            long endedMs = System.currentTimeMillis();
            demand.accept(view);
            return rate(records, FirstBatch.openedMs(settings, catalogue), endedMs);
        }
    }

    /** Seconds until a processor on what the last one left takes records again. */
    static double restored(Settings settings) {
        TopicCatalogue catalogue = Clients.catalogue(settings);
        long began = System.nanoTime();
        try (Processor processor = Processor.start(Clients.processor(settings, catalogue), new SimpleMeterRegistry())) {
            await(() -> {
                demandRunning(processor.failure());
                return processor.ready();
            });
            return (System.nanoTime() - began) / 1e9;
        }
    }

    /** Seconds until a view that is made from nothing counts so many records. */
    static double rebuilt(Settings settings, long records) {
        TopicCatalogue catalogue = Clients.catalogue(settings);
        long began = System.nanoTime();
        try (ViewMaterialiser materialiser = ViewMaterialiser.start(
                        Clients.materialiser(settings, catalogue),
                        ViewGenerations.of(Clients.view(settings), Clients.identity(settings)),
                        new SimpleMeterRegistry());
                ViewReader view = View.openReader(Clients.view(settings))) {
            await(() -> {
                demandRunning(materialiser.failure());
                return consumed(view) >= records;
            });
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private static void demandRunning(@Nullable Throwable failure) {
        if (failure != null) {
            throw new IllegalStateException("the product failed: " + failure.getMessage(), failure);
        }
    }

    /** As many as the product has. */
    static int threads(TopicCatalogue catalogue) {
        return Math.min(catalogue.partitions(), Runtime.getRuntime().availableProcessors());
    }

    private static double rate(long outcomes, long beganMs) {
        return rate(outcomes, beganMs, System.currentTimeMillis());
    }

    private static double rate(long outcomes, long beganMs, long endedMs) {
        return outcomes / ((endedMs - beganMs) / 1e3);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + AT_MOST_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a pass did not end within five minutes");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
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

    /**
     * The ledger says how many were applied; the rows have to add up to the same.
     *
     * @return how many rows
     */
    static long demandWhole(ViewReader view, OutcomeLoad load) {
        long applied =
                view.ledger().stream().mapToLong(entry -> entry.row().applied()).sum();
        long inRows = 0;
        long rows = 0;
        List<String> ids = List.of(load.ids());
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<PatternRow> found = view.getAll(ids.subList(from, Math.min(ids.size(), from + CHUNK)));
            rows += found.size();
            inRows += found.stream()
                    .mapToLong(
                            row -> row.evidence().successes() + row.evidence().failures())
                    .sum();
        }
        if (applied != load.outcomes() || inRows != load.outcomes()) {
            throw new IllegalStateException(
                    "published " + load.outcomes() + ", applied " + applied + ", in rows " + inRows);
        }
        return rows;
    }
}
