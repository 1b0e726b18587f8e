package dev.credence.query;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.DeletedBody;
import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Pattern;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewReader;
import dev.credence.storage.ViewWriter;
import dev.credence.storage.WriteBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real view in a directory, filled as the processor's view writer would fill it. */
public final class ViewFixture implements AutoCloseable {
    public static final String PATTERNS = "credence.patterns";
    public static final String CONFIDENCE = "credence.confidence";
    public static final ViewIdentity IDENTITY = new ViewIdentity("credence", "credence", HalfLives.DEFAULT);

    private static final BodyCodec CODEC = new BodyCodec(1);

    private final ViewConfig config;
    private final ViewWriter writer;
    private final List<WriteBatch.EvidenceChange> evidence = new ArrayList<>();
    private final List<WriteBatch.BodyChange> bodies = new ArrayList<>();
    private final List<WriteBatch.LedgerChange> ledger = new ArrayList<>();

    public ViewFixture(Path directory) {
        this(ViewConfig.in(directory));
    }

    public ViewFixture(ViewConfig config) {
        this(config, View.openWriter(config, IDENTITY));
    }

    private ViewFixture(ViewConfig config, ViewWriter writer) {
        this.config = config;
        this.writer = writer;
    }

    /** A new generation in the place of this one, which is closed. */
    public ViewFixture rebuild() {
        close();
        return new ViewFixture(config, View.rebuild(config, IDENTITY));
    }

    public ViewReader openReader() {
        return View.openReader(config);
    }

    public ViewFixture store(Pattern pattern, Origin origin) {
        bodies.add(new WriteBatch.BodyChange(
                pattern.id(), origin.partition(), CODEC.encode(pattern, origin, origin.appendMs())));
        return this;
    }

    public ViewFixture delete(String id, Origin origin) {
        bodies.add(new WriteBatch.BodyChange(id, origin.partition(), new DeletedBody(origin, origin.appendMs())));
        return this;
    }

    public ViewFixture outcomes(String id, int partition, Evidence share, long confidenceOffset, long priorityOffset) {
        byte[] row = new EvidenceRow(share, confidenceOffset, priorityOffset).encode();
        evidence.add(new WriteBatch.EvidenceChange(id, partition, row));
        return this;
    }

    public ViewFixture passed(String topic, int partition, long nextOffset) {
        LedgerRow row =
                new LedgerRow(topic, "id-of-" + topic, nextOffset, 7, 5, 1, 1, 2, 3, 1_000, 2_000, 1_500, false);
        ledger.add(new WriteBatch.LedgerChange(partition, row));
        return this;
    }

    public ViewFixture ledger(int partition, LedgerRow row) {
        ledger.add(new WriteBatch.LedgerChange(partition, row));
        return this;
    }

    /** One transaction with all that was collected. */
    public ViewFixture commit() {
        long unused = writer.commit(
                new WriteBatch(List.copyOf(evidence), List.copyOf(bodies), List.copyOf(ledger), List.of()));
        evidence.clear();
        bodies.clear();
        ledger.clear();
        return this;
    }

    public ViewFixture publish() {
        writer.publish();
        return this;
    }

    @Override
    public void close() {
        writer.close();
    }
}
