package dev.credence.processor.deadletter;

import dev.credence.core.model.TraceParent;
import dev.credence.core.rules.Refusal;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line in the log for each dead letter: where it came from, why, and whose trace it belongs to. Of a batch with many it
 * names the first and counts the others. Confined to the stream thread.
 */
public final class DeadLetterLog {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);
    private static final int NAMED = 10;
    private static final int MOST_CHARS = 200;

    private long letters;

    /** A record was refused. */
    public void refused(SourceRecord record, Refusal refusal) {
        if (++letters <= NAMED) {
            LOG.warn(
                    "dead letter {}-{}@{} reason={} traceparent={}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    refusal.reason().code(),
                    trace(record.headers()),
                    printable(refusal.detail()));
        }
    }

    /** The batch ends. */
    public void flush() {
        if (letters > NAMED) {
            LOG.warn("{} more dead letters in this batch; `credence dead-letters list` shows them", letters - NAMED);
        }
        letters = 0;
    }

    /** The trace if the record names one, else {@code -}: strangers' bytes never reach the log. */
    private static String trace(Headers headers) {
        Header header = headers.lastHeader(TraceParent.NAME);
        TraceParent trace = header == null ? null : TraceParent.orNull(header.value());
        return trace == null ? "-" : trace.text();
    }

    /** Details quote what was refused: of that, nothing may look like a line of its own. */
    private static String printable(String detail) {
        String head = detail.length() <= MOST_CHARS ? detail : detail.substring(0, MOST_CHARS) + "…";
        return head.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}\\x{85}]", "?");
    }
}
