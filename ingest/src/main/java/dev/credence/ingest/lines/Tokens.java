package dev.credence.ingest.lines;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.credence.core.model.TraceParent;
import dev.credence.core.rules.Reason;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the value under the cursor as what it must be, or says what it is instead. */
final class Tokens {
    private Tokens() {}

    /** Whether the value is {@code null}; only optional fields ask. */
    static boolean isNull(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    static String string(JsonParser json, String name) throws IOException {
        require(json, JsonToken.VALUE_STRING, name, "a string");
        String text = json.getText();
        requireWellFormed(text, name);
        return text;
    }

    static @Nullable String optionalString(JsonParser json, String name) throws IOException {
        return isNull(json) ? null : string(json, name);
    }

    static double number(JsonParser json, String name) throws IOException {
        requireNumber(json, name);
        return json.getDoubleValue();
    }

    static float smallNumber(JsonParser json, String name) throws IOException {
        requireNumber(json, name);
        return json.getFloatValue();
    }

    /** Unix milliseconds, of an integer or of RFC 3339. */
    static long time(JsonParser json, String name) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return integer(json, name);
        }
        long time = token == JsonToken.VALUE_STRING ? Rfc3339.parse(json.getText()) : Rfc3339.NONE;
        if (time == Rfc3339.NONE) {
            throw wrong(json, name, "RFC 3339, such as 2026-01-02T03:04:05Z, or integer milliseconds");
        }
        return time;
    }

    /** A trace, or null. */
    static @Nullable TraceParent trace(JsonParser json, String name) throws IOException {
        if (isNull(json)) {
            return null;
        }
        TraceParent trace = json.currentToken() == JsonToken.VALUE_STRING ? TraceParent.orNull(json.getText()) : null;
        if (trace == null) {
            throw wrong(
                    json, name, "a W3C trace context, such as 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        }
        return trace;
    }

    /** One of the constants, by its name in any case. */
    static <E extends Enum<E>> E constant(JsonParser json, String name, E[] constants) throws IOException {
        String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
        StringBuilder names = new StringBuilder();
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
            names.append(names.isEmpty() ? "" : ", ").append(constant.name().toLowerCase(Locale.ROOT));
        }
        throw wrong(json, name, "one of " + names);
    }

    static void require(JsonParser json, JsonToken token, String name, String expected) throws IOException {
        if (json.currentToken() != token) {
            throw wrong(json, name, expected);
        }
    }

    /** The reason for a bad value of the field, as the processor would give it. */
    static Reason reason(String name) {
        return switch (name) {
            case "id", "pattern_id" -> Reason.BAD_ID;
            case "weight" -> Reason.BAD_WEIGHT;
            case "occurred_at" -> Reason.BAD_TIME;
            default -> Reason.BAD_VALUE;
        };
    }

    private static void requireNumber(JsonParser json, String name) throws IOException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrong(json, name, "a number");
        }
    }

    private static long integer(JsonParser json, String name) throws IOException {
        try {
            return json.getLongValue();
        } catch (InputCoercionException e) {
            throw wrong(json, name, "milliseconds of 64 bits");
        }
    }

    private static LineFault wrong(JsonParser json, String name, String expected) throws IOException {
        return new LineFault(reason(name), name + " must be " + expected + ", was " + found(json));
    }

    /** What stands under the cursor, for messages. */
    static String found(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> Quote.quote(json.getText());
            default -> Quote.clean(json.getText(), 40);
        };
    }

    /** Refuses what would become a question mark on the wire; Jackson does so for names. */
    private static void requireWellFormed(String text, String name) {
        if (!isWellFormed(text)) {
            throw new LineFault(reason(name), name + " holds half of a surrogate pair, which UTF-8 cannot hold");
        }
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
