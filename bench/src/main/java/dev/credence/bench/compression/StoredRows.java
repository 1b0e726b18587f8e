package dev.credence.bench.compression;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.Origin;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.CodecConfig;
import dev.credence.core.codec.Encoded;
import dev.credence.core.codec.Vectors;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.storage.PatternRow;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewInspector;
import dev.credence.storage.ViewReader;
import dev.credence.storage.ViewReport;
import dev.credence.storage.ViewWriter;
import dev.credence.storage.WriteBatch;
import dev.credence.storage.WriteBatch.BodyChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/** Patterns encoded as the processor does, written as the view writer does, and read back as the service does. */
final class StoredRows {
    private static final int ROWS_A_COMMIT = 500;
    private static final int DECODINGS = 3;
    private static final ViewIdentity IDENTITY = new ViewIdentity("credence", "credence", HalfLives.DEFAULT);

    private final List<Pattern> patterns;
    private final Histogram encodeNanos = new Histogram(60_000_000_000L, 3);
    private final Histogram decodeNanos = new Histogram(60_000_000_000L, 3);
    private long originalBytes;
    private int different;

    private StoredRows(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * What came of it.
     *
     * @param originalBytes of contents, metadata, embeddings and trajectories; ids and types are not counted
     * @param report of the file, from which all that lies on the disk is told
     * @param different rows that did not come back
     */
    record Result(
            int rows,
            long originalBytes,
            ViewReport report,
            Histogram encodeNanos,
            Histogram decodeNanos,
            int different) {
        long fileBytes() {
            return report.pages().fileBytes();
        }

        double saved() {
            return 1 - (double) fileBytes() / originalBytes;
        }
    }

    static Result of(List<Pattern> patterns, Path directory) {
        StoredRows rows = new StoredRows(patterns);
        ViewConfig config = ViewConfig.in(directory);
        rows.write(config);
        rows.read(config);
        return new Result(
                patterns.size(),
                rows.originalBytes,
                ViewInspector.inspect(directory),
                rows.encodeNanos,
                rows.decodeNanos,
                rows.different);
    }

    private void write(ViewConfig config) {
        BodyCodec codec = new BodyCodec(CodecConfig.DEFAULT, type -> null);
        try (ViewWriter writer = View.openWriter(config, IDENTITY)) {
            for (int from = 0; from < patterns.size(); from += ROWS_A_COMMIT) {
                List<BodyChange> bodies = new ArrayList<>();
                WriteBatch batch = new WriteBatch(List.of(), bodies, List.of(), List.of());
                for (int i = from; i < Math.min(patterns.size(), from + ROWS_A_COMMIT); i++) {
                    Pattern pattern = patterns.get(i);
                    long began = System.nanoTime();
                    StoredBody body =
                            codec.encode(pattern, new Origin(1_760_000_000_000L + i, 0, i), 1_760_000_000_000L);
                    encodeNanos.recordValue(System.nanoTime() - began);
                    originalBytes += body.originalBytes();
                    bodies.add(new BodyChange(pattern.id(), 0, body));
                }
                batch.dictionaries().addAll(codec.takeTrained());
                long unused = writer.commit(batch);
            }
            writer.publish();
        }
    }

    private void read(ViewConfig config) {
        try (ViewReader reader = View.openReader(config)) {
            for (int from = 0; from < patterns.size(); from += ROWS_A_COMMIT) {
                List<Pattern> some = patterns.subList(from, Math.min(patterns.size(), from + ROWS_A_COMMIT));
                List<PatternRow> rows =
                        reader.getAll(some.stream().map(Pattern::id).toList());
                different += some.size() - rows.size();
                for (int i = 0; i < rows.size(); i++) {
                    compare(some.get(i), Objects.requireNonNull(rows.get(i).body()));
                }
            }
        }
    }

    private void compare(Pattern pattern, StoredBody body) {
        Pattern back = BodyCodec.decode(pattern.id(), body);
        for (int i = 0; i < DECODINGS; i++) {
            long began = System.nanoTime();
            back = BodyCodec.decode(pattern.id(), body);
            decodeNanos.recordValue(System.nanoTime() - began);
        }
        Encoded embedding = body.embedding();
        boolean near = embedding == null
                || Vectors.cosineError(
                                Objects.requireNonNull(pattern.embedding()), Objects.requireNonNull(back.embedding()))
                        <= Vectors.bound(embedding.codec());
        different += near
                        && back.content().equals(pattern.content())
                        && back.metadata().equals(pattern.metadata())
                        && Objects.equals(back.trajectory(), pattern.trajectory())
                ? 0
                : 1;
    }
}
