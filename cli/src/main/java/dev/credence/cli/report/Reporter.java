package dev.credence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at intervals what happened in the last one. When nothing did it says so once, and is silent until something does.
 * Confined to one thread at a time.
 */
public final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ACTIVITY = List.of("/operations/count", "/batches/events", "/patterns");

    private final Supplier<byte[]> statistics;
    private final Consumer<String> out;
    private @Nullable JsonNode before;
    private boolean silent;

    /**
     * @param statistics the document that {@code /v1/stats} answers; its {@code as_of} is the time
     * @param out takes the report, line by line
     */
    public Reporter(Supplier<byte[]> statistics, Consumer<String> out) {
        this.statistics = statistics;
        this.out = out;
    }

    /** Reports into the log until the answer is closed. */
    public static AutoCloseable every(Duration interval, Supplier<byte[]> statistics) {
        Reporter reporter = new Reporter(statistics, LOG::info);
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread named = new Thread(task, "credence-report");
            named.setDaemon(true);
            return named;
        });
        Future<?> unused =
                thread.scheduleAtFixedRate(reporter::reportSafely, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return thread::shutdownNow;
    }

    /** What happened since the last call; the first call only looks. */
    public void report() {
        JsonNode now = read();
        JsonNode last = before;
        before = now;
        if (last == null) {
            return;
        }
        if (active(now, last)) {
            silent = false;
            StatsText.of(now, last).forEach(out);
        } else if (!silent) {
            silent = true;
            out.accept("nothing happened since " + last.path("as_of").asText()
                    + "; the next report comes when something has");
        }
    }

    /** A view that is not there yet, or a database that is too busy, must not end the reports. */
    private void reportSafely() {
        try {
            report();
        } catch (RuntimeException notNow) {
            LOG.info("no report: {}", notNow.getMessage());
        }
    }

    private JsonNode read() {
        try {
            return JSON.readTree(statistics.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean active(JsonNode now, JsonNode last) {
        Figures figures = Figures.of(now, last);
        return ACTIVITY.stream().anyMatch(path -> figures.growth(path) != 0);
    }
}
