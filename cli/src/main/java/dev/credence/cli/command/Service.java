package dev.credence.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The HTTP service as a command sees it: JSON in and out, problems turned into exit codes. Confined to one thread. */
final class Service {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(40);

    /** The first digit of a status. */
    private static final int DONE = 2;

    private static final int REDIRECTED = 3;
    private static final int NO_KEY = 401;
    private static final int NOT_FOUND = 404;
    private static final int MAX_PORT = 65_535;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String url;
    private final @Nullable String apiKey;

    /** @param apiKey null: the service asks for none */
    Service(String url, @Nullable String apiKey) {
        this.apiKey = apiKey;
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** A text as it stands in a path; there {@code +} is no blank. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The JSON that answers {@code GET path}: an object that has {@code member}. */
    JsonNode get(String path, String member) {
        JsonNode answer = send(path, HttpRequest.newBuilder(uri(path)).GET());
        if (!answer.has(member)) {
            throw stranger("its answer has no '" + member + "'", null);
        }
        return answer;
    }

    /** The JSON that answers {@code POST path} of a JSON body, with the receipts of what is stored. */
    JsonNode post(String path, JsonNode body) {
        JsonNode answer = send(
                path,
                HttpRequest.newBuilder(uri(path))
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
        if (answer.path("receipts").isEmpty()) {
            throw stranger("its answer has no receipts, and nothing else says that something was stored", null);
        }
        return answer;
    }

    private URI uri(String path) {
        URI uri = null;
        IllegalArgumentException malformed = null;
        try {
            uri = URI.create(url + path);
        } catch (IllegalArgumentException e) {
            malformed = e;
        }
        if (uri == null || uri.getHost() == null || uri.getPort() > MAX_PORT) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "--url must be like http://127.0.0.1:8080, was '" + url + "'", malformed);
        }
        return uri;
    }

    private JsonNode send(String path, HttpRequest.Builder request) {
        authorise(request);
        HttpResponse<String> response;
        try {
            response = http.send(request.timeout(ANSWER_TIMEOUT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.UNREACHABLE,
                    "no service answers at " + url + ": start one with 'credence up', or name it with --url",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(130, "interrupted", e);
        }
        int status = response.statusCode();
        String location = response.headers().firstValue("location").orElse("");
        if (status / 100 == REDIRECTED && !location.isEmpty()) {
            throw redirected(path, location);
        }
        JsonNode body = parse(response.body());
        if (status / 100 != DONE) {
            throw refused(status, body);
        }
        return body;
    }

    private void authorise(HttpRequest.Builder request) {
        if (apiKey == null) {
            return;
        }
        try {
            request.header("authorization", "Bearer " + apiKey);
        } catch (IllegalArgumentException notOne) {
            throw new CommandFailedException(ExitCode.USAGE, "the API key has characters that no key has", notOne);
        }
    }

    /** Redirects are told, not followed: what is written, and the key, go nowhere that nobody named. */
    private CommandFailedException redirected(String path, String location) {
        boolean samePath = location.endsWith(path) && location.length() > path.length();
        return new CommandFailedException(
                ExitCode.USAGE,
                url + " redirects to " + location + ": use the service there with --url"
                        + (samePath ? " " + location.substring(0, location.length() - path.length()) : ""));
    }

    private CommandFailedException refused(int status, JsonNode problem) {
        String detail = problem.path("detail").asText(problem.path("title").asText("status " + status));
        String code = problem.path("code").asText("");
        if (status == NOT_FOUND && code.isEmpty()) {
            return stranger("it knows no such path", null);
        }
        if (status == NOT_FOUND && !code.equals("no-such-path")) {
            return new CommandFailedException(ExitCode.NO_SUCH_ID, detail);
        }
        if (status == NO_KEY) {
            return new CommandFailedException(
                    ExitCode.USAGE, detail + " (here: CREDENCE_API_KEY, --api-key-file or --api-key)");
        }
        int exitCode = status >= 500 ? ExitCode.UNREACHABLE : status == 400 ? ExitCode.USAGE : ExitCode.SHORT;
        return new CommandFailedException(exitCode, detail);
    }

    private JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw stranger("its answer is no JSON", e);
        }
    }

    private CommandFailedException stranger(String why, @Nullable Exception cause) {
        return new CommandFailedException(
                ExitCode.UNREACHABLE, "what answers at " + url + " is not a Credence service: " + why, cause);
    }
}
