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

    /** The JSON that answers {@code GET path}. */
    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    /** The JSON that answers {@code POST path} of a JSON body. */
    JsonNode post(String path, JsonNode body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
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

    private JsonNode send(HttpRequest.Builder request) {
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
        JsonNode body = parse(response.body());
        if (response.statusCode() >= 400) {
            throw refused(response.statusCode(), body);
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

    private static CommandFailedException refused(int status, JsonNode problem) {
        String detail = problem.path("detail").asText(problem.path("title").asText("status " + status));
        String code = problem.path("code").asText("");
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
            return JSON.readTree(body.isEmpty() ? "{}" : body);
        } catch (JsonProcessingException e) {
            throw new CommandFailedException(
                    ExitCode.UNREACHABLE, "what answers at " + url + " is not a Credence service", e);
        }
    }
}
