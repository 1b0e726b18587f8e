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
import java.util.ArrayList;
import java.util.List;

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
        List<Element> elements;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            elements = elements(text);
        } catch (CharacterCodingException e) {
            visitor.error(new LineError(1, LineError.BAD_JSON, "the document is not UTF-8"));
            return;
        } catch (LineFault fault) {
            visitor.error(fault.at(1));
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            parser.parse(i + 1L, text.array(), element.start, element.end - element.start, visitor);
        }
    }

    private List<Element> elements(CharBuffer text) {
        try (JsonParser json = factory.createParser(text.array(), 0, text.limit())) {
            List<Element> elements = new ArrayList<>();
            JsonToken first = json.nextToken();
            if (first == null) {
                throw new LineFault(LineError.BAD_JSON, "must be one JSON object or array, is empty");
            }
            if (first == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(element(json));
                }
            } else {
                elements.add(element(json));
            }
            if (json.nextToken() != null) {
                throw new LineFault(
                        LineError.BAD_JSON,
                        "must be one JSON object or array, has more after it; send lines as application/x-ndjson");
            }
            return elements;
        } catch (JsonProcessingException e) {
            throw new LineFault(LineError.BAD_JSON, LineParser.notJson(e));
        } catch (IOException e) {
            throw new AssertionError("reading from memory", e);
        }
    }

    private static Element element(JsonParser json) throws IOException {
        int start = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        json.finishToken();
        return new Element(start, (int) json.currentLocation().getCharOffset());
    }

    private record Element(int start, int end) {}
}
