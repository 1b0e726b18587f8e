package dev.credence.processor.replay;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.storage.ViewWriter;
import dev.credence.storage.WriteBatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** A fold as the rows of a view. Confined to one thread. */
final class FoldedRows {
    private static final int ROWS_A_COMMIT = 20_000;

    private final LogFold fold;
    private final LogRange range;

    FoldedRows(LogFold fold, LogRange range) {
        this.fold = fold;
        this.range = range;
    }

    /** Commits all rows, and the ledger last. */
    void write(ViewWriter writer) {
        writer.commit(dictionaries());
        fold.partitions().forEach((number, partition) -> write(writer, number, partition));
        writer.commit(ledger());
    }

    private static void write(ViewWriter writer, int number, PartitionFold partition) {
        WriteBatch batch = empty();
        for (var entry : partition.evidence().entrySet()) {
            EvidenceRow row = entry.getValue();
            batch.evidence().add(new WriteBatch.EvidenceChange(entry.getKey(), number, row.encode()));
            batch = committedWhenFull(writer, batch);
        }
        for (var entry : partition.bodies().entrySet()) {
            BodyRecord body = entry.getValue();
            batch.bodies().add(new WriteBatch.BodyChange(entry.getKey(), number, body));
            batch = committedWhenFull(writer, batch);
        }
        writer.commit(batch);
    }

    private static WriteBatch committedWhenFull(ViewWriter writer, WriteBatch batch) {
        if (batch.evidence().size() + batch.bodies().size() < ROWS_A_COMMIT) {
            return batch;
        }
        writer.commit(batch);
        return empty();
    }

    /** Those that bodies need, before them. */
    private WriteBatch dictionaries() {
        Set<Dictionary> needed = new LinkedHashSet<>();
        for (PartitionFold partition : fold.partitions().values()) {
            for (BodyRecord body : partition.bodies().values()) {
                Dictionary dictionary =
                        body instanceof StoredBody stored ? stored.text().dictionary() : null;
                if (dictionary != null) {
                    needed.add(dictionary);
                }
            }
        }
        WriteBatch batch = empty();
        batch.dictionaries().addAll(needed);
        return batch;
    }

    private WriteBatch ledger() {
        WriteBatch batch = empty();
        range.ends()
                .forEach((source, end) -> batch.ledger()
                        .add(new WriteBatch.LedgerChange(
                                source.partition(), fold.tally(source).row(source, end))));
        return batch;
    }

    private static WriteBatch empty() {
        return new WriteBatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
}
