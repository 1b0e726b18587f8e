package dev.credence.bench.stale;

import dev.credence.bench.load.Zipf;
import dev.credence.bench.view.WrittenView;
import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.DeletedBody;
import dev.credence.core.body.Origin;
import dev.credence.core.model.Pattern;
import dev.credence.query.cache.PatternCache;
import dev.credence.storage.WriteBatch.BodyChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Writes while others read: outcomes over all patterns, and some ids that are stored and deleted in turn; now and then a
 * new generation. Notes what must be visible from which commit on, and how long a commit takes to be seen.
 */
final class Writing implements Runnable {
    static final int FLICKERING = 64;

    private static final int COMMITS_PER_SECOND = 20;
    private static final int OUTCOMES_PER_SECOND = 20_000;
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos() / COMMITS_PER_SECOND;
    private static final long SEEN_WITHIN_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LOOK_NANOS = 100_000;

    private final WrittenView view;
    private final PatternCache cache;
    private final int commitsPerGeneration;
    private final Zipf zipf;
    private final BodyCodec codec = new BodyCodec(6);
    private final Histogram visibleMicros = new Histogram(60_000_000L, 3);
    private final Marks patterns;
    private final Marks flickering = new Marks(FLICKERING);
    private final Marks begun = new Marks(FLICKERING);
    private volatile boolean ended;
    private long commits;
    private long nanos;
    private int generations = 1;

    Writing(WrittenView view, PatternCache cache, int commitsPerGeneration) {
        this.view = view;
        this.cache = cache;
        this.commitsPerGeneration = commitsPerGeneration;
        this.zipf = new Zipf(view.patterns(), 1.0, new SplittableRandom(3));
        this.patterns = new Marks(view.patterns());
    }

    static String flickeringId(int at) {
        return "flickering:" + at;
    }

    Marks patterns() {
        return patterns;
    }

    /** Versions: odd while it is stored, with the version as the offset that it was stored at; even while it is not. */
    Marks flickering() {
        return flickering;
    }

    /** The version that may be committed already: what {@link #flickering} says a moment later. */
    long begunVersion(int at) {
        return Marks.version(begun.get(at));
    }

    void end() {
        ended = true;
    }

    @Override
    public void run() {
        long[] versions = new long[FLICKERING];
        long next = System.nanoTime();
        while (!ended) {
            long began = System.nanoTime();
            commit(versions);
            nanos += System.nanoTime() - began;
            if (commits % commitsPerGeneration == 0) {
                rebuild(versions);
                next = System.nanoTime();
            }
            next += PAUSE_NANOS;
            long pause = next - System.nanoTime();
            LockSupport.parkNanos(pause);
            nanos += Math.max(0, pause);
        }
    }

    /** Per second, of the time in which no generation was built. */
    double outcomesPerSecond() {
        return commits * (double) (OUTCOMES_PER_SECOND / COMMITS_PER_SECOND) / (nanos / 1e9);
    }

    long commits() {
        return commits;
    }

    int generations() {
        return generations;
    }

    Histogram visibleMicros() {
        return visibleMicros;
    }

    private void commit(long[] versions) {
        int at = (int) (commits++ % FLICKERING);
        versions[at]++;
        begun.set(at, 0, versions[at]);
        List<Integer> changed = new ArrayList<>();
        long seq = view.commit(
                OUTCOMES_PER_SECOND / COMMITS_PER_SECOND,
                zipf::next,
                List.of(new BodyChange(flickeringId(at), 0, body(at, versions[at]))),
                changed);
        long began = System.nanoTime();
        changed.forEach(pattern -> patterns.set(pattern, seq, view.outcomes(pattern)));
        flickering.set(at, seq, versions[at]);
        while (cache.lastSeen() < seq) {
            demandSoon(began);
        }
        visibleMicros.recordValue((System.nanoTime() - began) / 1_000);
    }

    private BodyRecord body(int at, long version) {
        Origin origin = new Origin(1_000 + version, 0, version);
        return version % 2 == 0
                ? new DeletedBody(origin, 1_000)
                : codec.encode(Pattern.ofText(flickeringId(at), "strategy", "Now here."), origin, 1_000);
    }

    private void rebuild(long[] versions) {
        patterns.clear();
        flickering.clear();
        view.rebuild();
        generations++;
        long began = System.nanoTime();
        while (!view.generation().equals(cache.generation())) {
            demandSoon(began);
        }
        for (int i = 0; i < view.patterns(); i++) {
            patterns.set(i, 1, view.outcomes(i));
        }
        // In the new generation none is stored.
        Arrays.setAll(versions, at -> versions[at] + versions[at] % 2);
    }

    private static void demandSoon(long beganNanos) {
        if (System.nanoTime() - beganNanos > SEEN_WITHIN_NANOS) {
            throw new IllegalStateException("a commit was not seen within 10 s");
        }
        LockSupport.parkNanos(LOOK_NANOS);
    }
}
