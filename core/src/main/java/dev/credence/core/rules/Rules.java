package dev.credence.core.rules;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Step;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules, as pure functions: null means that the value is acceptable. Thread-safe. */
public final class Rules {
    /** By character: those that ids and types may have behind the first. */
    private static final boolean[] OF_NAMES = ofNames();

    private Rules() {}

    /** The first rule that an outcome breaks, its time apart: {@link #checkTime} needs the broker's clock. */
    public static @Nullable Refusal check(Outcome outcome) {
        Refusal id = checkId(outcome.patternId());
        if (id != null) {
            return id;
        }
        if (!isWeight(outcome.weight())) {
            return new Refusal(Reason.BAD_WEIGHT, "weight must be > 0 and <= 1000, was " + number(outcome.weight()));
        }
        Refusal eventId = checkLabel("event_id", outcome.eventId());
        return eventId != null ? eventId : checkLabel("source", outcome.source());
    }

    /** The first rule that a pattern breaks. */
    public static @Nullable Refusal check(Pattern pattern) {
        Refusal id = checkId(pattern.id());
        if (id != null) {
            return id;
        }
        if (!isName(pattern.type(), Limits.TYPE_CHARS)) {
            return bad("type must be 1 to 128 of A-Z a-z 0-9 . _ : - and start with a letter or digit, was "
                    + quote(pattern.type()));
        }
        Refusal content = checkText("content", pattern.content());
        if (content != null) {
            return content;
        }
        if (pattern.metadata().size() > Limits.METADATA_ENTRIES) {
            return bad("metadata must have at most 1024 entries, had "
                    + pattern.metadata().size());
        }
        for (Map.Entry<String, String> entry : pattern.metadata().entrySet()) {
            Refusal key = checkText("metadata key", entry.getKey());
            Refusal text = key != null ? key : checkText("metadata value", entry.getValue());
            if (text != null) {
                return text;
            }
        }
        Refusal vector = checkEmbedding(pattern.embedding());
        if (vector != null) {
            return vector;
        }
        Refusal steps = checkTrajectory(pattern.trajectory());
        return steps != null ? steps : check(pattern.prior());
    }

    /** The first rule that a prior breaks; none is allowed. */
    public static @Nullable Refusal check(@Nullable Prior prior) {
        if (prior == null) {
            return null;
        }
        if (!(prior.mean() > 0.0 && prior.mean() < 1.0)) {
            return bad("prior.mean must be > 0 and < 1, was " + number(prior.mean()));
        }
        return prior.strength() > 0.0 && prior.strength() <= Limits.MAX_PRIOR_STRENGTH
                ? null
                : bad("prior.strength must be > 0 and <= 1000000, was " + number(prior.strength()));
    }

    /** Whether {@code id} is one that patterns may have: {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,127}}. */
    public static @Nullable Refusal checkId(String id) {
        return isName(id, Limits.ID_CHARS)
                ? null
                : new Refusal(
                        Reason.BAD_ID,
                        "id must be 1 to 128 of A-Z a-z 0-9 . _ : - and start with a letter or digit, was "
                                + quote(id));
    }

    /** Whether {@code id} is the UTF-8 of an id that {@link #checkId} accepts. */
    public static boolean isId(byte[] id) {
        if (id.length == 0 || id.length > Limits.ID_CHARS || !isAlphanumeric((char) id[0])) {
            return false;
        }
        for (int i = 1; i < id.length; i++) {
            if (id[i] < 0 || !OF_NAMES[id[i]]) {
                return false;
            }
        }
        return true;
    }

    /** Whether an outcome may weigh so much. */
    public static boolean isWeight(double weight) {
        return weight > 0.0 && weight <= Limits.MAX_WEIGHT;
    }

    /**
     * Whether an event's own time can be believed, by the broker's clock alone.
     *
     * @param occurredAtMs Unix milliseconds, from the payload
     * @param appendedAtMs Unix milliseconds, the broker's append time
     */
    public static @Nullable Refusal checkTime(long occurredAtMs, long appendedAtMs) {
        if (occurredAtMs < 0) {
            return new Refusal(Reason.BAD_TIME, "occurred_at must not be before 1970, was " + occurredAtMs);
        }
        // Not occurredAt - appendedAt: that overflows for hostile times.
        return occurredAtMs <= appendedAtMs + Limits.MAX_AHEAD_MS
                ? null
                : new Refusal(
                        Reason.BAD_TIME,
                        "occurred_at must be at most 5 min after the broker's time " + appendedAtMs + ", was "
                                + occurredAtMs);
    }

    private static boolean isName(String name, int maxChars) {
        int length = name.length();
        if (length == 0 || length > maxChars || !isAlphanumeric(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = name.charAt(i);
            if (c >= OF_NAMES.length || !OF_NAMES[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] ofNames() {
        boolean[] ofNames = new boolean[1 << 7];
        for (char c = 0; c < ofNames.length; c++) {
            ofNames[c] = isAlphanumeric(c) || c == '.' || c == '_' || c == ':' || c == '-';
        }
        return ofNames;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static @Nullable Refusal checkLabel(String name, @Nullable String label) {
        if (label == null) {
            return null;
        }
        return label.length() <= Limits.LABEL_CHARS
                ? checkText(name, label)
                : bad(name + " must be at most 256 characters, had " + label.length());
    }

    /** Half a surrogate pair has no UTF-8: it would come back as a question mark. */
    private static @Nullable Refusal checkText(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
                return bad(name + " must be Unicode text, has half a surrogate pair at index " + i);
            }
        }
        return null;
    }

    private static boolean isPaired(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    private static @Nullable Refusal checkEmbedding(float @Nullable [] embedding) {
        if (embedding == null) {
            return null;
        }
        if (embedding.length == 0 || embedding.length > Limits.EMBEDDING_LENGTH) {
            return bad("embedding must have 1 to 65536 numbers, had " + embedding.length);
        }
        for (int i = 0; i < embedding.length; i++) {
            if (!Float.isFinite(embedding[i])) {
                return bad("embedding must be finite, was " + embedding[i] + " at index " + i);
            }
        }
        return null;
    }

    private static @Nullable Refusal checkTrajectory(@Nullable List<Step> trajectory) {
        if (trajectory == null) {
            return null;
        }
        for (int i = 0; i < trajectory.size(); i++) {
            Step step = trajectory.get(i);
            if (step.atMs() < 0) {
                return bad("trajectory[" + i + "].at must not be before 1970, was " + step.atMs());
            }
            Refusal action = checkText("trajectory action", step.action());
            if (action != null) {
                return action;
            }
            Double reward = step.reward();
            if (reward != null && !Double.isFinite(reward)) {
                return bad("trajectory[" + i + "].reward must be finite, was " + reward);
            }
            for (double value : step.state()) {
                if (!Double.isFinite(value)) {
                    return bad("trajectory[" + i + "].state must be finite, was " + value);
                }
            }
        }
        return null;
    }

    private static Refusal bad(String detail) {
        return new Refusal(Reason.BAD_VALUE, detail);
    }

    /** Whole numbers without a fraction, as people write them. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** At most 40 characters, control characters replaced: safe in a log and in a header. */
    private static String quote(String text) {
        String head = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return '"' + head.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
