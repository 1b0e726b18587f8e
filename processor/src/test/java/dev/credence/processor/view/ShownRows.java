package dev.credence.processor.view;

import dev.credence.core.evidence.EvidenceFormat;
import dev.credence.storage.PatternRow;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What a view shows to readers, as text that can be compared. */
final class ShownRows {
    private ShownRows() {}

    /** Of the ids {@code p0} and on, row numbers apart, and the ledger. */
    static Map<String, String> of(ViewConfig config, int ids) {
        Map<String, String> rows = new TreeMap<>();
        try (ViewReader reader = View.openReader(config)) {
            List<String> all = IntStream.range(0, ids).mapToObj(i -> "p" + i).toList();
            reader.getAll(all).forEach(row -> rows.put(row.id(), text(row)));
            reader.ledger()
                    .forEach(entry -> rows.put(
                            "ledger " + entry.row().topic() + "-" + entry.partition(),
                            entry.row().toString()));
        }
        return rows;
    }

    private static String text(PatternRow row) {
        return row.body() + " " + Arrays.toString(EvidenceFormat.encode(row.evidence())) + " " + row.createdAtMs() + " "
                + row.updatedAtMs() + " " + row.offsets();
    }
}
