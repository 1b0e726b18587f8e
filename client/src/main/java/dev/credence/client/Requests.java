package dev.credence.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests and their answers as JSON. Connections are kept and shared. Thread-safe. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final HttpClient client;
    private final URI base;
    private final ClientConfig config;

    /** @param base of all paths */
    Requests(HttpClient client, URI base, ClientConfig config) {
        this.client = client;
        this.base = base;
        this.config = config;
    }

    /**
     * An answer.
     *
     * @param json its body, a problem's among them
     */
    record Reply(int status, JsonNode json) {
        String code() {
            return json.path("code").asText("internal");
        }

        /** What the service said. */
        CredenceException failure() {
            return new CredenceException(code(), json.path("detail").asText("the service answered " + status));
        }
    }

    /**
     * GET.
     *
     * @param others statuses besides 200 that are an answer and no failure
     */
    Reply get(String path, Set<Integer> others, Duration patience) {
        return send(request(path, patience).GET().build(), others, true);
    }

    /** POST of {@code body}; only what nobody received is sent again. */
    Reply post(String path, String mediaType, byte[] body, Set<Integer> others) {
        BodyPublisher bytes = BodyPublishers.ofByteArray(body);
        HttpRequest request = request(path, config.timeout())
                .header("Content-Type", mediaType)
                .POST(bytes)
                .build();
        return send(request, others, false);
    }

    /** DELETE. */
    Reply delete(String path, Set<Integer> others) {
        return send(request(path, config.timeout()).DELETE().build(), others, false);
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
        String key = config.apiKey();
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private Reply send(HttpRequest request, Set<Integer> others, boolean idempotent) {
        try {
            return reply(client.send(request, BodyHandlers.ofByteArray()), others);
        } catch (IOException first) {
            if (!idempotent && !(first instanceof ConnectException)) {
                throw unreachable(request, first);
            }
            return again(request, others);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Once: a kept connection may have been closed by the other side just then. */
    private Reply again(HttpRequest request, Set<Integer> others) {
        try {
            return reply(client.send(request, BodyHandlers.ofByteArray()), others);
        } catch (IOException e) {
            throw unreachable(request, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Reply reply(HttpResponse<byte[]> response, Set<Integer> others) throws IOException {
        Reply reply = new Reply(response.statusCode(), JSON.readTree(response.body()));
        if (reply.status != OK && !others.contains(reply.status)) {
            throw reply.failure();
        }
        return reply;
    }

    private static CredenceException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CredenceException(CredenceException.UNREACHABLE, "interrupted while waiting for an answer", e);
    }

    private static CredenceException unreachable(HttpRequest request, @Nullable IOException e) {
        return new CredenceException(
                CredenceException.UNREACHABLE,
                "no answer from " + request.uri().resolve("/") + " (" + e
                        + "); whether a write arrived is not known unless the connection was refused",
                e);
    }
}
