package dev.credence.bench.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The rules of the events' documentation, read once more: what must be applied, and what refused. */
final class Acceptance {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final long AHEAD_MS = 5 * 60 * 1000;
    private static final int LABEL_CHARS = 256;
    private static final int METADATA_ENTRIES = 1_024;
    private static final int EMBEDDING_NUMBERS = 65_536;

    private Acceptance() {}

    static boolean ofOutcome(byte[] key, GenericRecord event, long appendMs) {
        double weight = (Double) event.get("weight");
        long occurredAtMs = (Long) event.get("occurred_at");
        return isId(key, event.get("pattern_id"))
                && weight > 0
                && weight <= 1000
                && occurredAtMs >= 0
                && occurredAtMs - AHEAD_MS <= appendMs
                && isLabel(event.get("event_id"))
                && isLabel(event.get("source"));
    }

    static boolean ofPattern(byte[] key, GenericRecord event) {
        return isId(key, event.get("id"))
                && isName(EventReader.text(event.get("type")))
                && EventReader.text(event.get("content")) != null
                && isMetadata((Map<?, ?>) event.get("metadata"))
                && isEmbedding((Collection<?>) event.get("embedding"))
                && isTrajectory((Collection<?>) event.get("trajectory"))
                && isPrior((GenericRecord) event.get("prior"));
    }

    static boolean isName(@Nullable String name) {
        return name != null && NAME.matcher(name).matches();
    }

    private static boolean isId(byte[] key, Object id) {
        String text = EventReader.text(id);
        return text != null && isName(text) && text.equals(new String(key, StandardCharsets.ISO_8859_1));
    }

    private static boolean isLabel(@Nullable Object label) {
        if (label == null) {
            return true;
        }
        String text = EventReader.text(label);
        return text != null && text.length() <= LABEL_CHARS;
    }

    private static boolean isMetadata(Map<?, ?> metadata) {
        return metadata.size() <= METADATA_ENTRIES
                && metadata.entrySet().stream()
                        .allMatch(entry ->
                                EventReader.text(entry.getKey()) != null && EventReader.text(entry.getValue()) != null);
    }

    private static boolean isEmbedding(@Nullable Collection<?> numbers) {
        return numbers == null
                || (!numbers.isEmpty()
                        && numbers.size() <= EMBEDDING_NUMBERS
                        && numbers.stream().allMatch(number -> Float.isFinite((Float) number)));
    }

    private static boolean isTrajectory(@Nullable Collection<?> steps) {
        return steps == null || steps.stream().allMatch(step -> isStep((GenericRecord) step));
    }

    private static boolean isStep(GenericRecord step) {
        Double reward = (Double) step.get("reward");
        return (Long) step.get("at") >= 0
                && EventReader.text(step.get("action")) != null
                && (reward == null || Double.isFinite(reward))
                && ((List<?>) step.get("state")).stream().allMatch(value -> Double.isFinite((Double) value));
    }

    private static boolean isPrior(@Nullable GenericRecord prior) {
        if (prior == null) {
            return true;
        }
        double mean = (Double) prior.get("mean");
        double strength = (Double) prior.get("strength");
        return mean > 0 && mean < 1 && strength > 0 && strength <= 1_000_000;
    }
}
