package dev.credence.bench.wal;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.bench.stack.Stack;
import dev.credence.bench.view.WrittenView;
import dev.credence.storage.ViewReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * A reader that keeps one snapshot for ten minutes, and five minutes of commits meanwhile, after as many without it: the
 * log must stay bounded, and commits must not become slower.
 */
public final class WalRow implements Row {
    private static final int PATTERNS = 100_000;
    private static final int OUTCOMES_A_COMMIT = 1_000;
    private static final long COMMIT_EVERY_MS = 50;
    private static final Duration WRITES = Duration.ofMinutes(5);
    private static final Duration QUICK_WRITES = Duration.ofSeconds(30);
    private static final double LIMIT_BYTES = 64 << 20;

    private final SplittableRandom random = new SplittableRandom(31);
    private long largestWal;
    private long largestBatch;

    @Override
    public String name() {
        return "wal";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Duration writes = quick ? QUICK_WRITES : WRITES;
        Path directory = Files.createTempDirectory("credence-bench");
        Path files = directory.resolve("view");
        try (WrittenView view = new WrittenView(files, PATTERNS);
                ViewReader reader = view.openReader()) {
            Histogram warm = write(view, files, Duration.ofSeconds(5));
            Histogram alone = write(view, files, writes);
            String before = view.generation();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            // Twice as long as the writes, unless they are done before: then nothing more can be seen.
            Thread longReader = new Thread(() -> read(reader, begun, ended, writes.multipliedBy(2)));
            longReader.start();
            begun.await();
            largestWal = 0;
            Histogram beside = write(view, files, writes);
            ended.countDown();
            longReader.join();
            print(progress, "alone", alone);
            print(progress, "beside the reader", beside);
            progress.printf(
                    Locale.ROOT,
                    "  largest log %.1f MB, largest commit %.1f MB; %s; %d commits to warm up%n",
                    largestWal / 1e6,
                    largestBatch / 1e6,
                    before.equals(view.generation()) ? "one file" : "went on in a copy",
                    warm.getTotalCount());
            double change = (double) beside.getValueAtPercentile(99) / alone.getValueAtPercentile(99) - 1;
            return List.of(
                    Measure.atMost(
                            name(),
                            "largest log beside a long reader, bytes",
                            (double) largestWal,
                            LIMIT_BYTES + largestBatch,
                            LIMIT_BYTES),
                    Measure.atMost(name(), "commit p99 beside it, against alone", change, 0.2, 0.05));
        } finally {
            Stack.delete(directory);
        }
    }

    private static void read(ViewReader reader, CountDownLatch begun, CountDownLatch ended, Duration longest) {
        long unused = reader.snapshot("long", snapshot -> {
            begun.countDown();
            try {
                return ended.await(longest.toMillis(), TimeUnit.MILLISECONDS) ? snapshot.seq() : -1L;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1L;
            }
        });
    }

    /** Commits at a steady pace; how long each took, in microseconds. */
    private Histogram write(WrittenView view, Path files, Duration time) throws Exception {
        Histogram micros = new Histogram(60_000_000L, 3);
        long began = System.nanoTime();
        long due = began;
        while (System.nanoTime() - began < time.toNanos()) {
            long from = System.nanoTime();
            long walBefore = walBytes(files);
            long commit = System.nanoTime();
            long unused =
                    view.commit(OUTCOMES_A_COMMIT, () -> random.nextInt(view.patterns()), List.of(), new ArrayList<>());
            micros.recordValue((System.nanoTime() - commit) / 1_000);
            long wal = walBytes(files);
            largestBatch = Math.max(largestBatch, wal - walBefore);
            largestWal = Math.max(largestWal, wal);
            due = Math.max(due + TimeUnit.MILLISECONDS.toNanos(COMMIT_EVERY_MS), from);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        }
        return micros;
    }

    /** Of the file that is written: the others are deleted. */
    private static long walBytes(Path files) throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            return all.filter(file -> file.toString().endsWith("-wal"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElse(0);
        }
    }

    private static void print(PrintWriter progress, String what, Histogram micros) {
        progress.printf(
                Locale.ROOT,
                "  %-18s %,7d commits: p50 %,7d µs, p99 %,7d µs, most %,9d µs%n",
                what,
                micros.getTotalCount(),
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99),
                micros.getMaxValue());
        progress.flush();
    }
}
