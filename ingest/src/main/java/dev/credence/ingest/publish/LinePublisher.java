package dev.credence.ingest.publish;

import dev.credence.core.model.TraceParent;
import dev.credence.ingest.lines.LineError;
import dev.credence.ingest.lines.LineParser;
import dev.credence.ingest.lines.LineReader;
import dev.credence.ingest.lines.LineVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Publishes streams of JSON lines. Bad lines are reported and the rest goes on; when Kafka stops taking events, reading
 * stops, for whoever retries must know which lines are in. Confined to one thread.
 */
public final class LinePublisher {
    private final Publisher publisher;
    private final LineListener listener;

    public LinePublisher(Publisher publisher, LineListener listener) {
        this.publisher = publisher;
        this.listener = listener;
    }

    /** Publishes every pattern line of the stream, which stays open, and waits for the answers. */
    public LineTotals publishPatterns(InputStream lines) throws IOException {
        return publish(lines, LineParser.patterns(), publisher::publish);
    }

    /**
     * Publishes every outcome line of the stream, which stays open, and waits for the answers.
     *
     * @param clock the time of outcomes that do not say when they occurred
     */
    public LineTotals publishOutcomes(InputStream lines, InstantSource clock) throws IOException {
        return publish(lines, LineParser.outcomes(clock), publisher::publish);
    }

    private <T> LineTotals publish(InputStream lines, LineParser<T> parser, EventSender<T> send) throws IOException {
        LineReporter reporter = new LineReporter(listener);
        try {
            read(new LineReader<>(parser, new Sender<>(reporter, send)), lines, reporter);
            return reporter.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishException("interrupted while waiting for the lines under way", e);
        }
    }

    private static void read(LineReader<?> reader, InputStream lines, LineReporter reporter)
            throws IOException, InterruptedException {
        try {
            reader.read(lines);
        } catch (Stop stop) {
            // finish() says why.
        } catch (IOException e) {
            reporter.finish();
            throw e;
        }
    }

    /** Hands each line to the publisher, and to the reporter in the order of the lines. */
    private record Sender<T>(LineReporter reporter, EventSender<T> send) implements LineVisitor<T> {
        @Override
        public void value(long line, T value, @Nullable TraceParent trace) {
            LineEntry entry = new LineEntry(line);
            add(entry);
            send.send(value, trace, entry);
        }

        @Override
        public void error(LineError error) {
            add(LineEntry.bad(error));
        }

        private void add(LineEntry entry) {
            if (reporter.stopped()) {
                throw new Stop();
            }
            try {
                reporter.add(entry);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Stop();
            }
        }
    }

    /** Leaves the reader in the middle of a stream. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }
}
