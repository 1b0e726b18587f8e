package dev.credence.query.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.credence.core.rules.Refusal;
import dev.credence.core.rules.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body {@code {"ids":["p1","p2"]}}. */
final class IdList {
    static final int MOST = 1000;

    private static final JsonFactory JSON = new JsonFactory();
    private static final String SHAPE = "the body must be {\"ids\":[\"…\",…]}";

    private IdList() {}

    /** @throws Problem 400 if the body is another or an id could be nobody's, 413 if there are too many */
    static List<String> parse(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            expect("ids".equals(json.nextFieldName()) && json.nextToken() == JsonToken.START_ARRAY);
            List<String> ids = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                expect(json.currentToken() == JsonToken.VALUE_STRING);
                ids.add(checked(json.getText(), ids.size()));
            }
            expect(json.nextToken() == JsonToken.END_OBJECT && json.nextToken() == null);
            return ids;
        } catch (JsonProcessingException malformed) {
            throw notJson(malformed.getOriginalMessage());
        } catch (IOException undecodable) {
            // By its first bytes it is of an encoding in which it then makes no sense.
            throw notJson(undecodable.getMessage());
        }
    }

    private static Problem notJson(@Nullable String why) {
        return Problem.badBody(SHAPE + "; it is not JSON: " + Quoted.of(String.valueOf(why)));
    }

    private static String checked(String id, int index) {
        if (index == MOST) {
            throw new Problem(
                    413,
                    "too-many-ids",
                    "Too many ids in one request",
                    "at most " + MOST + " ids may be asked for at once; send the rest in another request");
        }
        Refusal refusal = Rules.checkId(id);
        if (refusal != null) {
            throw Problem.badId("ids[" + index + "]: " + refusal.detail());
        }
        return id;
    }

    private static void expect(boolean asExpected) {
        if (!asExpected) {
            throw Problem.badBody(SHAPE);
        }
    }
}
