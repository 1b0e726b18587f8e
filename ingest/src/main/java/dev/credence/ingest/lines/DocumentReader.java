package dev.credence.ingest.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads one JSON document, an object or an array of objects, each of which counts as a line. A document that is not JSON
 * to its end is one error, and none of its objects is handed on. Thread-safe.
 *
 * @param <T> what an object holds
 */
public final class DocumentReader<T> {
    private final JsonFactory factory = Json.factory();
    private final LineParser<T> parser;

    public DocumentReader(LineParser<T> parser) {
        this.parser = parser;
    }

    /** Reads the whole document. */
    public void read(byte[] utf8, LineVisitor<? super T> visitor) {
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            // Once to the end before anything is handed on; not to be kept in between: elements may come in millions.
            walk(text, (number, start, end) -> {});
        } catch (CharacterCodingException e) {
            visitor.error(new LineError(1, LineError.BAD_JSON, "the document is not UTF-8"));
            return;
        } catch (LineFault fault) {
            visitor.error(fault.at(1));
            return;
        }
        walk(text, (number, start, end) -> parser.parse(number, text.array(), start, end - start, visitor));
    }

    private void walk(CharBuffer text, ElementVisitor visitor) {
        try (JsonParser json = factory.createParser(text.array(), 0, text.limit())) {
            JsonToken first = json.nextToken();
            if (first == null) {
                throw new LineFault(LineError.BAD_JSON, "must be one JSON object or array, is empty");
            }
            if (first == JsonToken.START_ARRAY) {
                for (long number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
                    visit(json, number, visitor);
                }
            } else {
                visit(json, 1, visitor);
            }
            if (json.nextToken() != null) {
                throw new LineFault(
                        LineError.BAD_JSON,
                        "must be one JSON object or array, has more after it; send lines as application/x-ndjson");
            }
        } catch (JsonProcessingException e) {
            throw new LineFault(LineError.BAD_JSON, LineParser.notJson(e));
        } catch (IOException e) {
            throw new AssertionError("reading from memory", e);
        }
    }

    private static void visit(JsonParser json, long number, ElementVisitor visitor) throws IOException {
        int start = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        json.finishToken();
        visitor.element(number, start, (int) json.currentLocation().getCharOffset());
    }

    /** Takes where each element stands, in their order. */
    private interface ElementVisitor {
        void element(long number, int start, int end);
    }
}
