package dev.credence.processor.view;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.storage.ViewSize;
import dev.credence.storage.ViewWriter;
import dev.credence.storage.WriteBatch;
import dev.credence.storage.WriteBatch.Position;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A view in memory that can be looked into while it is written. Thread-safe. */
final class MemoryView implements ViewWriter {
    private final String generation;
    private final List<WriteBatch> commits = new ArrayList<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private final Map<String, String> rows = new TreeMap<>();
    private boolean building = true;
    private boolean open;
    private long caughtUpMs = -1;
    private @Nullable String damage;

    MemoryView(String generation) {
        this.generation = generation;
    }

    synchronized MemoryView open() {
        open = true;
        return this;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** The transactions that carried rows. */
    synchronized List<WriteBatch> commits() {
        return commits.stream()
                .filter(batch -> !batch.evidence().isEmpty()
                        || !batch.bodies().isEmpty()
                        || !batch.ledger().isEmpty())
                .toList();
    }

    /** What the view shows: evidence and bodies by kind, id and partition, ledger rows by source. */
    synchronized Map<String, String> rows() {
        return new TreeMap<>(rows);
    }

    synchronized void lastCaughtUpMs(long ms) {
        caughtUpMs = ms;
    }

    @Override
    public synchronized List<Position> positions() {
        return List.copyOf(positions.values());
    }

    @Override
    public String generation() {
        return generation;
    }

    @Override
    public synchronized boolean building() {
        return building;
    }

    @Override
    public synchronized long commit(WriteBatch batch) {
        commits.add(batch);
        batch.positions().forEach(position -> positions.put(position.topic() + "-" + position.partition(), position));
        batch.evidence()
                .forEach(row -> rows.put(
                        "evidence " + row.id() + "-" + row.partition(),
                        Base64.getEncoder().encodeToString(row.value())));
        batch.bodies().forEach(row -> rows.put("body " + row.id() + "-" + row.partition(), text(row.body())));
        batch.ledger().forEach(row -> rows.put("ledger " + row.row().topic() + "-" + row.partition(), text(row.row())));
        return commits.size();
    }

    @Override
    public synchronized void publish() {
        building = false;
    }

    @Override
    public synchronized void caughtUp(long atMs) {
        caughtUpMs = atMs;
    }

    @Override
    public synchronized long lastCaughtUpMs() {
        return caughtUpMs;
    }

    synchronized void damaged(String what) {
        damage = what;
    }

    @Override
    public synchronized Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    @Override
    public ViewSize size() {
        return new ViewSize(4096, 0);
    }

    @Override
    public synchronized void close() {
        open = false;
    }

    private static String text(BodyRecord body) {
        return body.toString();
    }

    private static String text(LedgerRow row) {
        return "next " + row.nextOffset();
    }
}
