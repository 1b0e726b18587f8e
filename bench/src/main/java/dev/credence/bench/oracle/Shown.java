package dev.credence.bench.oracle;

import dev.credence.core.ledger.LedgerRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the product shows. Evidence rows by partition and id, as bytes.
 *
 * @param view rows of the view
 * @param changelog last rows of the changelog
 * @param ledger the view's
 * @param deadLetters offsets of the refused records by the source partition that they name
 * @param answers of the service by id; null: it was not asked
 */
record Shown(
        Map<Integer, Map<String, byte[]>> view,
        Map<Integer, Map<String, byte[]>> changelog,
        Map<TopicPartition, LedgerRow> ledger,
        Map<TopicPartition, Set<Long>> deadLetters,
        @Nullable Map<String, Answer> answers) {

    static Shown nothing() {
        return new Shown(new TreeMap<>(), new TreeMap<>(), new HashMap<>(), new HashMap<>(), null);
    }

    Shown with(Map<String, Answer> asked) {
        return new Shown(view, changelog, ledger, deadLetters, asked);
    }

    void viewRow(int partition, String id, byte[] row) {
        view.computeIfAbsent(partition, none -> new HashMap<>()).put(id, row);
    }

    void changelogRow(int partition, String id, byte @Nullable [] row) {
        Map<String, byte[]> rows = changelog.computeIfAbsent(partition, none -> new HashMap<>());
        if (row == null) {
            rows.remove(id);
        } else {
            rows.put(id, row);
        }
    }

    void deadLetter(TopicPartition source, long offset) {
        deadLetters.computeIfAbsent(source, none -> new HashSet<>()).add(offset);
    }
}
