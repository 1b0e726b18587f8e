package dev.credence.processor.view;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.storage.WriteBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The part of one partition that is not in the view yet: a complete prefix, of which only the last value per key is
 * kept, and behind it the open batch, whose ledger rows have not all come.
 *
 * <p>A batch ends with one ledger row per source topic, however many there are. They are its last when something else
 * follows: a record of the next batch, the transaction's marker (seen as a gap before the next offset), or the end of
 * what is decided.
 */
final class PartitionBatch {
    private final TopicPartition partition;
    private final String topicId;

    private final List<Change> open = new ArrayList<>();
    private boolean endsWithLedger;
    private long lastOffset = -1;
    private int lastEpoch;
    private long received;

    private final Map<String, byte[]> evidence = new LinkedHashMap<>();
    private final Map<String, BodyRecord> bodies = new LinkedHashMap<>();
    private final Map<String, LedgerRow> ledger = new LinkedHashMap<>();
    private final List<Dictionary> dictionaries = new ArrayList<>();
    private long readyRecords;
    private boolean readyMayWait = true;
    private long readyNext;
    private int readyEpoch;

    PartitionBatch(TopicPartition partition, String topicId, long nextOffset, int leaderEpoch) {
        this.partition = partition;
        this.topicId = topicId;
        this.readyNext = nextOffset;
        this.readyEpoch = leaderEpoch;
        this.lastEpoch = leaderEpoch;
        this.received = nextOffset;
    }

    void add(Change change, long offset, int leaderEpoch) {
        boolean isLedger = change instanceof Change.OfLedger;
        if (endsWithLedger && !isLedger) {
            release(lastOffset + 1);
        }
        open.add(change);
        endsWithLedger = isLedger;
        lastOffset = offset;
        lastEpoch = leaderEpoch;
        received = offset + 1;
    }

    /**
     * Everything before {@code nextOffset} was added.
     *
     * @param atEnd nothing decided follows
     */
    void reached(long nextOffset, boolean atEnd) {
        received = Math.max(received, nextOffset);
        if (open.isEmpty()) {
            readyNext = Math.max(readyNext, nextOffset);
        } else if (endsWithLedger && (atEnd || nextOffset > lastOffset + 1)) {
            release(nextOffset);
        }
    }

    /** Gives the open batch up to the prefix without waiting for its ledger rows. */
    void releaseOpen() {
        if (!open.isEmpty()) {
            release(lastOffset + 1);
        }
    }

    /** Records that wait for their ledger rows. */
    int openRecords() {
        return open.size();
    }

    /** Records in the complete prefix, before coalescing. */
    long readyRecords() {
        return readyRecords;
    }

    /** Whether all batches of the complete prefix are of a backlog, so that another will follow at once. */
    boolean mayWait() {
        return readyMayWait;
    }

    /** The first offset that is not in the complete prefix. */
    long readyNext() {
        return readyNext;
    }

    /** The offset that is read next. */
    long received() {
        return received;
    }

    boolean nothingWaits() {
        return open.isEmpty() && readyRecords == 0;
    }

    /** Moves the complete prefix into {@code batch}. */
    void drainTo(WriteBatch batch) {
        if (readyRecords == 0) {
            return;
        }
        int number = partition.partition();
        evidence.forEach((id, value) -> batch.evidence().add(new WriteBatch.EvidenceChange(id, number, value)));
        bodies.forEach((id, body) -> batch.bodies().add(new WriteBatch.BodyChange(id, number, body)));
        ledger.values().forEach(row -> batch.ledger().add(new WriteBatch.LedgerChange(number, row)));
        batch.dictionaries().addAll(dictionaries);
        batch.positions().add(position());
        evidence.clear();
        bodies.clear();
        ledger.clear();
        dictionaries.clear();
        readyRecords = 0;
        readyMayWait = true;
    }

    WriteBatch.Position position() {
        return new WriteBatch.Position(partition.topic(), partition.partition(), topicId, readyNext, readyEpoch);
    }

    private void release(long nextOffset) {
        for (Change change : open) {
            if (change instanceof Change.OfEvidence row) {
                evidence.put(row.id(), row.value());
            } else if (change instanceof Change.OfBody row) {
                bodies.put(row.id(), row.body());
            } else if (change instanceof Change.OfDictionary one) {
                dictionaries.add(one.dictionary());
            } else if (change instanceof Change.OfLedger row) {
                ledger.put(row.row().topic(), row.row());
                readyMayWait &= row.row().backlog();
            }
        }
        readyRecords += open.size();
        readyNext = nextOffset;
        readyEpoch = lastEpoch;
        open.clear();
        endsWithLedger = false;
    }
}
