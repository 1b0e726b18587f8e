package dev.credence.query.cache;

import dev.credence.core.body.StoredBody;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Step;
import dev.credence.query.read.PatternAnswer;
import dev.credence.storage.PatternRow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** L1: an answer ready to be sent. */
final class Ready extends RowEntry {
    private static final long MOST_AGE_MS = 900;
    private static final int CHAR = 2;
    private static final int STRING = 56;
    /** A document without its content and its metadata. */
    private static final int DOCUMENT = 800;

    private final PatternAnswer.Found answer;
    /** The answer's; what is looked at in each read lies beside what else is. */
    private final long asOfMs;

    Ready(Image image, PatternAnswer.Found answer) {
        super(image.era(), image.row(), image.seq(), 0);
        this.answer = answer;
        this.asOfMs = answer.confidence().asOfMs();
    }

    Ready(Ready older, PatternAnswer.Found answer) {
        super(older.era(), older.row(), older.seq(), 0);
        this.answer = answer;
        this.asOfMs = answer.confidence().asOfMs();
    }

    /** The same as of {@code now}; null: it has to be read. */
    @Nullable
    Ready amended(Era now, long asOfMs) {
        Amendment amendment = amendment(now);
        if (amendment == null) {
            return null;
        }
        PatternRow row = answer.row().after(amendment.seq(), amendment.partition(), amendment.value());
        return new Ready(new Image(now, row), Rendering.changed(answer, row, now.topics(), asOfMs));
    }

    PatternAnswer.Found answer() {
        return answer;
    }

    /** Whether it shows the body that {@code image} has. */
    boolean hasBodyOf(Image image) {
        StoredBody body = image.image().body();
        return body != null && body.equals(answer.row().body());
    }

    /** Whether the confidence is of now, give or take a second. */
    boolean isRecent(long nowMs) {
        long age = nowMs - asOfMs;
        return age < MOST_AGE_MS && age > -MOST_AGE_MS;
    }

    @Override
    int bytes() {
        Pattern pattern = answer.pattern();
        long bytes = OVERHEAD + Image.bytes(answer.row()) + DOCUMENT + 4L * STRING;
        // As text, and as part of the document, whether that is made yet or not.
        bytes += (CHAR + 1L) * pattern.content().length();
        for (Map.Entry<String, String> one : pattern.metadata().entrySet()) {
            bytes += 3L * STRING
                    + (long) (CHAR + 1)
                            * (one.getKey().length() + one.getValue().length());
        }
        float[] embedding = pattern.embedding();
        bytes += embedding == null ? 0 : (long) Float.BYTES * embedding.length;
        List<Step> trajectory = pattern.trajectory();
        for (Step step : trajectory == null ? List.<Step>of() : trajectory) {
            bytes += 3L * STRING + (long) CHAR * step.action().length() + (long) Double.BYTES * step.state().length;
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
