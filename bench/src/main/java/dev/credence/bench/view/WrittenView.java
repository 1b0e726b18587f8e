package dev.credence.bench.view;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Result;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewReader;
import dev.credence.storage.ViewWriter;
import dev.credence.storage.WriteBatch;
import dev.credence.storage.WriteBatch.BodyChange;
import dev.credence.storage.WriteBatch.EvidenceChange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * A view of patterns with evidence, of which it is known what was written. Confined to one thread, but for the ids and the
 * readers.
 */
public final class WrittenView implements AutoCloseable {
    private static final ViewIdentity IDENTITY = new ViewIdentity("credence", "credence", HalfLives.DEFAULT);
    private static final int CHUNK = 10_000;
    private static final int MOST_OUTCOMES = 50;
    private static final long SPREAD_MS = 90L * 24 * 3600 * 1000;

    private final ViewConfig config;
    private final Texts texts = new Texts(7);
    private final SplittableRandom random = new SplittableRandom(11);
    private final String[] ids;
    private final Evidence[] evidence;
    private final long spreadMs;
    private ViewWriter writer;

    /** Fills a view with outcomes of the last ninety days. */
    public WrittenView(Path directory, int patterns) {
        this(directory, patterns, SPREAD_MS);
    }

    /**
     * Fills a view in {@code directory} with so many patterns, and publishes it.
     *
     * @param spreadMs how far their outcomes lie back
     */
    public WrittenView(Path directory, int patterns, long spreadMs) {
        this.spreadMs = spreadMs;
        config = ViewConfig.in(directory);
        ids = new String[patterns];
        evidence = new Evidence[patterns];
        for (int i = 0; i < patterns; i++) {
            ids[i] = "pattern:" + i;
            evidence[i] = new Evidence(HalfLives.DEFAULT.defaultMs());
            for (int left = 1 + random.nextInt(MOST_OUTCOMES); left > 0; left--) {
                fold(i);
            }
        }
        writer = View.openWriter(config, IDENTITY);
        fill();
    }

    public int patterns() {
        return ids.length;
    }

    public String id(int pattern) {
        return ids[pattern];
    }

    /** How many outcomes were written of it. */
    public long outcomes(int pattern) {
        return evidence[pattern].successes() + evidence[pattern].failures();
    }

    /** What was written of it; not to be changed. */
    public Evidence evidence(int pattern) {
        return evidence[pattern];
    }

    public String generation() {
        return writer.generation();
    }

    public ViewReader openReader() {
        return openReader(new SimpleMeterRegistry());
    }

    /** @param registry where its figures go */
    public ViewReader openReader(MeterRegistry registry) {
        return View.openReader(config, registry);
    }

    /**
     * Commits so many new outcomes, and {@code bodies}.
     *
     * @param which chooses the pattern of each
     * @param changed is given the patterns that changed; each once
     * @return the commit's number
     */
    public long commit(int outcomes, IntSupplier which, List<BodyChange> bodies, List<Integer> changed) {
        List<EvidenceChange> rows = new ArrayList<>();
        BitSet distinct = new BitSet();
        for (int i = 0; i < outcomes; i++) {
            int pattern = which.getAsInt();
            fold(pattern);
            distinct.set(pattern);
        }
        distinct.stream().forEach(pattern -> {
            rows.add(row(pattern));
            changed.add(pattern);
        });
        return writer.commit(new WriteBatch(rows, bodies, List.of(), List.of()));
    }

    /** One more outcome of each pattern, in a new generation. */
    public void rebuild() {
        for (int i = 0; i < ids.length; i++) {
            fold(i);
        }
        writer.close();
        writer = View.rebuild(config, IDENTITY);
        fill();
    }

    @Override
    public void close() {
        writer.close();
    }

    private void fill() {
        for (int from = 0; from < ids.length; from += CHUNK) {
            List<EvidenceChange> rows = new ArrayList<>(CHUNK);
            List<BodyChange> bodies = new ArrayList<>(CHUNK);
            for (int i = from; i < Math.min(ids.length, from + CHUNK); i++) {
                rows.add(row(i));
                bodies.add(new BodyChange(ids[i], 0, texts.of(i)));
            }
            long unused = writer.commit(new WriteBatch(rows, bodies, List.of(), List.of()));
        }
        writer.publish();
    }

    private void fold(int pattern) {
        long at = System.currentTimeMillis() - (long) (random.nextDouble() * spreadMs);
        // A sum at its cap takes no more; these are far from it.
        boolean unused = evidence[pattern].fold(random.nextInt(100) < 70 ? Result.SUCCESS : Result.FAILURE, 1.0, at);
    }

    private EvidenceChange row(int pattern) {
        return new EvidenceChange(ids[pattern], 0, new EvidenceRow(evidence[pattern], outcomes(pattern), -1).encode());
    }
}
