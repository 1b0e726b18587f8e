package dev.credence.query.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a published event went: {@code TOPIC-PARTITION@OFFSET}; the partition follows the last {@code -}. */
public record Receipt(String topic, int partition, long offset) {
    private static final Pattern FORMAT = Pattern.compile("([A-Za-z0-9._-]{1,249})-([0-9]{1,9})@([0-9]{1,18})");

    /** The receipt that {@code text} states; null if it states none. */
    public static @Nullable Receipt parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        return matcher.matches()
                ? new Receipt(matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)))
                : null;
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
