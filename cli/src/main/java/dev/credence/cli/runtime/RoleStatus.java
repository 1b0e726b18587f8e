package dev.credence.cli.runtime;

import dev.credence.processor.Processor;
import dev.credence.processor.metrics.ProcessorFigures;
import dev.credence.processor.view.ViewMaterialiser;
import dev.credence.query.read.Batches;
import dev.credence.query.read.CodecBytes;
import dev.credence.query.read.Freshness;
import dev.credence.query.read.ProcessInfo;
import dev.credence.query.read.ServingStatus;
import dev.credence.query.read.Statistics;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ViewReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a process that have no port of their own can say: of a processor, a view writer, or both.
 *
 * @param processor null if none runs here
 * @param view null if none is written here
 * @param latch remembers that the parts were ready
 */
record RoleStatus(
        ProcessInfo process,
        @Nullable Processor processor,
        @Nullable ViewMaterialiser view,
        Latch latch) implements ServingStatus {

    RoleStatus(ProcessInfo process, @Nullable Processor processor, @Nullable ViewMaterialiser view) {
        this(process, processor, view, new Latch());
    }

    /** Stays set. */
    private static final class Latch {
        volatile boolean set;
    }

    /** Stays true once it was: reads go on when Kafka goes away. */
    @Override
    public boolean rolesReady() {
        if (!latch.set) {
            latch.set = (processor == null || processor.ready()) && (view == null || view.ready());
        }
        return latch.set;
    }

    @Override
    public @Nullable Long behindMs() {
        return view == null ? null : view.behindMs();
    }

    @Override
    public @Nullable String obstacle() {
        return view == null ? null : view.obstacle();
    }

    /** Names the view's file; null if none is written here, or none yet. */
    @Nullable
    String generation() {
        return view == null ? null : view.generation();
    }

    @Override
    public @Nullable Freshness freshness() {
        dev.credence.processor.view.Freshness measured = view == null ? null : view.freshness();
        return measured == null ? null : new Freshness(measured.p50Ms(), measured.p99Ms());
    }

    @Override
    public @Nullable List<CodecBytes> codecs() {
        return processor == null
                ? null
                : processor.figures().codecs().stream()
                        .map(codec -> new CodecBytes(codec.codec(), codec.originalBytes(), codec.storedBytes()))
                        .toList();
    }

    @Override
    public @Nullable Map<String, Long> deadLetters() {
        return processor == null ? null : processor.figures().deadLetters();
    }

    /** The process in figures, where its view is read by nobody else here. */
    Statistics statistics(long asOfMs, ViewReader reader) {
        List<LedgerEntry> ledger = reader.ledger();
        return new Statistics(
                asOfMs,
                reader.info(),
                null,
                null,
                ledger,
                null,
                freshness(),
                behindMs(),
                Batches.of(ledger),
                deadLetters(),
                codecs());
    }

    /** The process in figures, where no view is. */
    Statistics statistics(long asOfMs) {
        ProcessorFigures figures = processor == null ? null : processor.figures();
        return new Statistics(
                asOfMs,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                behindMs(),
                figures == null ? null : new Batches(figures.batches(), figures.events(), figures.rows()),
                deadLetters(),
                codecs());
    }
}
