package dev.credence.ingest.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import java.io.IOException;
import java.time.InstantSource;

/**
 * Reads one line as a pattern or as an outcome. Total: whatever the characters are, exactly one method of the visitor
 * is called. Strict: an unknown, repeated or missing field or a value of the wrong type is an error. Thread-safe.
 *
 * @param <T> what a line holds
 */
public final class LineParser<T> {
    private static final int DETAIL_CHARS = 200;

    private final JsonFactory factory = Json.factory();
    private final ObjectReader<T> reader;

    private LineParser(ObjectReader<T> reader) {
        this.reader = reader;
    }

    /** Of pattern lines: {@code id}, {@code type} and {@code content} must be there, the rest may. */
    public static LineParser<Pattern> patterns() {
        return new LineParser<>(new PatternReader());
    }

    /**
     * Of outcome lines: {@code pattern_id} and {@code outcome} must be there, the rest may.
     *
     * @param clock the time of an outcome without {@code occurred_at}; nothing may lie more than 5 minutes after it
     */
    public static LineParser<Outcome> outcomes(InstantSource clock) {
        return new LineParser<>(new OutcomeReader(clock));
    }

    /** Reads the characters of one line, without its end. */
    public void parse(long line, char[] chars, int offset, int length, LineVisitor<? super T> visitor) {
        Traced<T> read;
        try {
            read = read(chars, offset, length);
        } catch (LineFault fault) {
            visitor.error(fault.at(line));
            return;
        }
        visitor.value(line, read.value(), read.trace());
    }

    private Traced<T> read(char[] chars, int offset, int length) {
        try (JsonParser json = factory.createParser(chars, offset, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new LineFault(LineError.BAD_JSON, "must be one JSON object, starts with " + Tokens.found(json));
            }
            Traced<T> value = reader.read(json);
            if (json.nextToken() != null) {
                throw new LineFault(LineError.BAD_JSON, "must be one JSON object, has more after it");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new LineFault(LineError.BAD_JSON, notJson(e));
        } catch (IOException e) {
            throw new AssertionError("reading from memory", e);
        }
    }

    /** Where and why, in a line. */
    static String notJson(JsonProcessingException e) {
        int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
        String message = e.getOriginalMessage();
        // Jackson adds where the object began: always the start of the line.
        int marker = message.indexOf(" (start marker at ");
        return "not JSON at column " + column + ": "
                + Quote.clean(marker < 0 ? message : message.substring(0, marker), DETAIL_CHARS);
    }
}
