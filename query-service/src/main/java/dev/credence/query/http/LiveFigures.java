package dev.credence.query.http;

import dev.credence.query.json.MoversJson;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.Movers;
import dev.credence.query.read.PatternReads;
import dev.credence.query.read.Sort;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the live feed says each second, as server-sent events: {@code stats}, which is the document of {@code /v1/stats};
 * {@code movers} now and then; {@code problem} while there are no figures. Confined to the feed's thread.
 */
final class LiveFigures implements Supplier<Buffer> {
    private static final long MOVERS_EVERY_MS = 5_000;
    private static final int CONSIDERED = 500;
    private static final int SHOWN = 7;

    private final Supplier<byte[]> statistics;
    private final PatternReads reads;
    private final InstantSource clock;
    private Buffer movers = Buffer.buffer();
    private long moversAtMs = Long.MIN_VALUE / 2;

    LiveFigures(Supplier<byte[]> statistics, PatternReads reads, InstantSource clock) {
        this.statistics = statistics;
        this.reads = reads;
        this.clock = clock;
    }

    /** Never throws what a request could have been answered with. */
    @Override
    public Buffer get() {
        try {
            Buffer events = Buffer.buffer();
            event(events, "stats", statistics.get());
            return events.appendBuffer(movers());
        } catch (RuntimeException thrown) {
            Buffer events = Buffer.buffer();
            event(events, "problem", Failures.problem(thrown).answer().body());
            return events;
        }
    }

    /** With every event, so that who comes later has them at once; compared anew every few seconds. */
    private Buffer movers() {
        long now = clock.millis();
        // Nor later than that where the clock was set back.
        if (Math.abs(now - moversAtMs) >= MOVERS_EVERY_MS) {
            var page = reads.list(new ListQuery(null, null, Sort.USAGE, CONSIDERED, now, null));
            Buffer fresh = Buffer.buffer();
            event(fresh, "movers", MoversJson.of(Movers.of(page.rows(), page.asOfMs(), SHOWN)));
            movers = fresh;
            moversAtMs = now;
        }
        return movers;
    }

    /** JSON as it is written here has no line breaks: it is one data line. */
    private static void event(Buffer to, String name, byte[] json) {
        to.appendString("event: " + name + "\ndata: ", StandardCharsets.UTF_8.name())
                .appendBytes(json)
                .appendString("\n\n", StandardCharsets.UTF_8.name());
    }
}
