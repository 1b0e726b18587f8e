package dev.credence.bench.flips;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.DeletedBody;
import dev.credence.core.body.Origin;
import dev.credence.core.codec.CodecConfig;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewWriter;
import dev.credence.storage.WriteBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A small view that has something in every table, at rest: dictionaries, shared blobs, two partitions, deletions. */
final class PristineView {
    private static final ViewIdentity IDENTITY = new ViewIdentity("credence", "credence", HalfLives.DEFAULT);
    private static final int PATTERNS = 300;
    private static final int A_COMMIT = 20;
    private static final int UNKNOWN = 20;
    private static final long NOON = 1_760_000_000_000L;
    private static final String[] TYPES = {"strategy", "tool"};
    private static final String[] WORDS = {
        "retry",
        "the request",
        "after a pause",
        "cache",
        "index",
        "the plan",
        "narrow",
        "first",
        "log",
        "why",
        "compare"
    };

    private final SplittableRandom random = new SplittableRandom(17);
    private final List<String> ids = new ArrayList<>();
    private final Path file;
    private final Answers answers;

    PristineView(Path directory) {
        ViewConfig config = ViewConfig.in(directory).withDedup(256);
        try (ViewWriter writer = View.openWriter(config, IDENTITY)) {
            fill(writer);
            writer.publish();
            for (int i = 0; i < UNKNOWN; i++) {
                ids.add("unknown:" + i);
            }
        }
        file = generation(directory);
        answers = Answers.of(config, ids);
    }

    List<String> ids() {
        return ids;
    }

    Path file() {
        return file;
    }

    /** What it said before anything happened to it. */
    Answers answers() {
        return answers;
    }

    /** The same file, linked to, in a directory of its own. */
    Path copyTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path copy = Files.copy(file, directory.resolve(file.getFileName()));
        Files.createSymbolicLink(directory.resolve("view.db"), file.getFileName());
        return copy;
    }

    private void fill(ViewWriter writer) {
        BodyCodec codec = new BodyCodec(CodecConfig.DEFAULT, type -> null);
        for (int from = 0; from < PATTERNS; from += A_COMMIT) {
            WriteBatch batch =
                    new WriteBatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = from; i < from + A_COMMIT; i++) {
                add(i, codec, batch);
            }
            batch.dictionaries().addAll(codec.takeTrained());
            for (String topic : List.of("credence.patterns", "credence.confidence")) {
                batch.ledger().add(new WriteBatch.LedgerChange(0, ledger(topic, from + A_COMMIT)));
                batch.positions().add(new WriteBatch.Position("credence.bodies", 0, "topic-id", from + A_COMMIT, 3));
            }
            long unused = writer.commit(batch);
        }
    }

    private void add(int i, BodyCodec codec, WriteBatch batch) {
        String id = "pattern:" + i;
        ids.add(id);
        for (int partition = 0; partition < (i % 7 == 0 ? 2 : 1); partition++) {
            batch.evidence()
                    .add(new WriteBatch.EvidenceChange(id, partition, new EvidenceRow(outcomes(), i, -1).encode()));
        }
        if (i % 11 == 0) {
            batch.bodies().add(new WriteBatch.BodyChange(id, 0, new DeletedBody(new Origin(NOON, 0, i), NOON)));
        } else if (i % 13 != 0) {
            batch.bodies()
                    .add(new WriteBatch.BodyChange(id, 0, codec.encode(pattern(id, i), new Origin(NOON, 0, i), NOON)));
        }
    }

    private Evidence outcomes() {
        Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
        for (int left = random.nextInt(1, 40); left > 0; left--) {
            boolean unused = evidence.fold(
                    random.nextBoolean() ? Result.SUCCESS : Result.FAILURE,
                    1.0,
                    NOON - random.nextLong(90L * 24 * 3600 * 1000));
        }
        return evidence;
    }

    private Pattern pattern(String id, int i) {
        return new Pattern(
                id,
                TYPES[i % TYPES.length],
                i % 5 == 0 ? "What several patterns say, word for word. ".repeat(40) + i % 3 : text(),
                Map.of("source", "agent-" + i % 9),
                i % 3 == 0 ? embedding() : null,
                i % 4 == 0 ? steps() : null,
                i % 6 == 0 ? new Prior(0.6, 4) : null,
                Priority.MEDIUM);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(20, 150); left > 0; left--) {
            text.append(WORDS[random.nextInt(WORDS.length)])
                    .append(random.nextInt(100))
                    .append(' ');
        }
        return text.toString();
    }

    private float @Nullable [] embedding() {
        float[] embedding = new float[96];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = (float) random.nextGaussian();
        }
        return embedding;
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            steps.add(new Step(NOON + i * 1000L, "read", i / 4.0, new double[] {i, random.nextInt(50)}));
        }
        return steps;
    }

    private static LedgerRow ledger(String topic, long next) {
        return new LedgerRow(topic, "topic-id", next, next, next, 0, 0, 1, 1, NOON, NOON, NOON, false);
    }

    private static Path generation(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("view-.*\\.db"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
