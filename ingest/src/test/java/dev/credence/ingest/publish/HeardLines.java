package dev.credence.ingest.publish;

import dev.credence.ingest.lines.LineError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers what it heard; to be read after the totals are there. */
final class HeardLines implements LineListener {
    final Map<Long, Receipt> receipts = new LinkedHashMap<>();
    final List<Long> order = new ArrayList<>();
    final List<LineError> errors = new ArrayList<>();

    @Override
    public void rejected(LineError error) {
        order.add(error.line());
        errors.add(error);
    }

    @Override
    public void acked(long line, Receipt receipt) {
        order.add(line);
        receipts.put(line, receipt);
    }
}
