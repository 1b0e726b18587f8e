package dev.credence.core.model;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A W3C trace context header: which trace an event belongs to, and which of its spans sent it. Fifty-five characters,
 * all of them from {@code [0-9a-f-]}, so it may stand in a log line as it is.
 *
 * @param text such as {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}
 */
public record TraceParent(String text) {
    /** The name of the HTTP header, of the record header, and of the lines' field. */
    public static final String NAME = "traceparent";

    private static final int LENGTH = 55;

    /** The all-zero ids and version ff are forbidden by the specification. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public TraceParent {
        if (text.length() != LENGTH || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "traceparent must be VERSION-TRACE-SPAN-FLAGS in lower-case hexadecimal, of 2, 32, 16 and 2 digits");
        }
    }

    /** Null if there is none or it is not one: the specification wants those ignored. */
    public static @Nullable TraceParent orNull(@Nullable String text) {
        return text != null && text.length() == LENGTH && FORM.matcher(text).matches() ? new TraceParent(text) : null;
    }

    /** As {@link #orNull(String)}, of a record's header. */
    public static @Nullable TraceParent orNull(byte @Nullable [] bytes) {
        return bytes != null && bytes.length == LENGTH ? orNull(new String(bytes, StandardCharsets.ISO_8859_1)) : null;
    }

    /** As a record's header. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return text;
    }
}
