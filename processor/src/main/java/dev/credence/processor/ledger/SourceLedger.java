package dev.credence.processor.ledger;

import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.ledger.RefusedRecord;
import dev.credence.core.rules.Reason;
import dev.credence.processor.metrics.ProcessorMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running ledger of one source partition: begins where the stored row ends, refuses what was consumed before, and
 * fails if records are missing. Confined to the stream thread.
 */
public final class SourceLedger {
    private static final Logger LOG = LoggerFactory.getLogger(SourceLedger.class);

    private final TopicPartition source;
    private final Bytes key;
    private final GapProbe probe;

    private LedgerRow stored;
    private boolean checked;
    private long nextOffset;
    private long lastAppendMs;
    private long applied;
    private long duplicate;
    private long deadLettered;
    private long rows;
    private final Deque<RefusedRecord> refused;

    private SourceLedger(TopicPartition source, LedgerRow stored, GapProbe probe) {
        this.source = source;
        this.key = Bytes.wrap(LedgerRow.key(source.topic()).getBytes(StandardCharsets.UTF_8));
        this.probe = probe;
        this.stored = stored;
        this.nextOffset = stored.nextOffset();
        this.lastAppendMs = stored.lastAppendMs();
        this.refused = new ArrayDeque<>(stored.refused());
    }

    /**
     * The ledger as {@code store} has it; that of an unread partition if it has none.
     *
     * @param topicId the topic's id now
     * @throws RecreatedTopicException if the stored row is of another topic of the same name
     */
    public static SourceLedger open(
            TopicPartition source,
            String topicId,
            String applicationId,
            KeyValueStore<Bytes, byte[]> store,
            GapProbe probe) {
        byte[] bytes = store.get(Bytes.wrap(LedgerRow.key(source.topic()).getBytes(StandardCharsets.UTF_8)));
        LedgerRow row = bytes == null ? LedgerRow.start(source.topic(), topicId, 0) : LedgerFormat.decode(bytes);
        if (!row.topicId().equals(topicId)) {
            throw new RecreatedTopicException(source.topic(), row.topicId(), topicId, applicationId);
        }
        return new SourceLedger(source, row, probe);
    }

    /**
     * Has the reader go on where the ledger ends; the group's offsets and the reader's own place are hints. Back to the first
     * record behind that end, if it would pass over records: a task that Streams revives was seen to go on where its
     * consumer had got to, without what was polled and not committed, and the group's offsets can be set by anybody. Asked at
     * once, since nothing may ever follow that would show the gap. And ahead to the end, if the log reaches as far: a
     * coordinator was seen to lose the group's offsets, and the whole log would be read again to be refused.
     *
     * @param input what this thread reads with; null if it reads from no broker
     */
    public void place(@Nullable Consumer<?, ?> input) {
        if (input == null || !input.assignment().contains(source)) {
            return;
        }
        long position = input.position(source);
        if (position > nextOffset) {
            probe.firstRecord(source, nextOffset, position).ifPresent(missed -> seek(input, position, missed));
        } else if (position < nextOffset && input.endOffsets(List.of(source)).getOrDefault(source, 0L) >= nextOffset) {
            seek(input, position, nextOffset);
        }
    }

    private void seek(Consumer<?, ?> input, long from, long to) {
        LOG.warn(
                "{} is read from offset {}, not from {}, where its reader would have gone on: its ledger ends at {}",
                source,
                to,
                from,
                nextOffset);
        input.seek(source, to);
    }

    /**
     * Whether the record at {@code offset} is to be consumed. One that was consumed before is counted as a duplicate.
     *
     * @throws LostRecordsException if records lie between the ledger and the first record after a start
     */
    public boolean admits(long offset) {
        if (!checked) {
            if (offset > nextOffset
                    && probe.firstRecord(source, nextOffset, offset).isPresent()) {
                throw new LostRecordsException(source, nextOffset, offset);
            }
            checked = true;
        }
        if (offset < nextOffset) {
            duplicate++;
            return false;
        }
        return true;
    }

    /** The record at {@code offset} was folded or encoded. */
    public void applied(long offset, long appendMs) {
        applied++;
        consumed(offset, appendMs);
    }

    /** The record at {@code offset} was refused and kept. */
    public void deadLettered(long offset, long appendMs, Reason reason) {
        deadLettered++;
        refused.add(new RefusedRecord(offset, reason));
        if (refused.size() > LedgerRow.MOST_REFUSED) {
            refused.remove();
        }
        consumed(offset, appendMs);
    }

    /** So many rows are written on account of this source. */
    public void rowsWritten(long more) {
        rows += more;
    }

    /** Records and rows since the last {@link #close}. */
    public long events() {
        return applied + duplicate + deadLettered;
    }

    /** See {@link #rowsWritten}. */
    public long rows() {
        return rows;
    }

    /** The broker's time of the last record, Unix milliseconds; -1 before the first. */
    public long lastAppendMs() {
        return lastAppendMs;
    }

    public Bytes key() {
        return key;
    }

    /**
     * Ends the batch; returns the row to store. A source of which the batch has nothing keeps its row, but for
     * {@code backlog}, which is said of the batch.
     */
    public byte[] close(long openedMs, long closedMs, boolean backlog, ProcessorMetrics metrics) {
        if (events() > 0) {
            metrics.events(source.topic(), applied, duplicate, deadLettered);
            stored = row(openedMs, closedMs, backlog);
            applied = 0;
            duplicate = 0;
            deadLettered = 0;
            rows = 0;
        } else {
            stored = stored.withBacklog(backlog);
        }
        return LedgerFormat.encode(stored);
    }

    private LedgerRow row(long openedMs, long closedMs, boolean backlog) {
        return new LedgerRow(
                stored.topic(),
                stored.topicId(),
                nextOffset,
                stored.consumed() + events(),
                stored.applied() + applied,
                stored.duplicate() + duplicate,
                stored.deadLettered() + deadLettered,
                stored.batches() + 1,
                stored.rows() + rows,
                openedMs,
                closedMs,
                lastAppendMs,
                backlog,
                deadLettered == 0 ? stored.refused() : List.copyOf(refused));
    }

    private void consumed(long offset, long appendMs) {
        nextOffset = offset + 1;
        lastAppendMs = appendMs;
    }
}
