package dev.credence.bench.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the service about many patterns over plain HTTP. */
final class Answers {
    private static final int BATCH = 250;
    private static final int OK = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI batchGet;

    Answers(String url) {
        batchGet = URI.create(url + "/v1/patterns:batchGet");
    }

    /** By id; without those that the service does not know. */
    Map<String, Answer> about(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        Map<String, Answer> answers = new HashMap<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            for (JsonNode pattern : ask(all.subList(from, Math.min(all.size(), from + BATCH)))) {
                answers.put(pattern.path("id").asText(), answer(pattern));
            }
        }
        return answers;
    }

    private static Answer answer(JsonNode pattern) {
        JsonNode confidence = pattern.path("confidence");
        return new Answer(
                pattern.path("content").asText(),
                confidence.path("successes").asLong(),
                confidence.path("failures").asLong(),
                confidence.path("mean").asDouble(),
                Instant.parse(confidence.path("as_of").asText()).toEpochMilli());
    }

    private JsonNode ask(List<String> ids) {
        ObjectNode question = json.createObjectNode();
        ids.forEach(question.withArray("/ids")::add);
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(batchGet)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(batchGet + " answers " + answer.statusCode() + ": " + answer.body());
            }
            return json.readTree(answer.body()).path("patterns");
        } catch (IOException e) {
            throw new UncheckedIOException("no service answers at " + batchGet, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + batchGet, e);
        }
    }
}
