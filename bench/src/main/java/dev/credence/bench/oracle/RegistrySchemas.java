package dev.credence.bench.oracle;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Asked of a registry over plain HTTP, each id once. Confined to one thread. */
public final class RegistrySchemas implements WriterSchemas {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Optional<Schema>> known = new HashMap<>();
    private final String url;

    public RegistrySchemas(String url) {
        this.url = url;
    }

    @Override
    public @Nullable Schema byId(int id) {
        return known.computeIfAbsent(id, this::ask).orElse(null);
    }

    private Optional<Schema> ask(int id) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/schemas/ids/" + id))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != OK && answer.statusCode() != NOT_FOUND) {
                throw new IllegalStateException(url + " answers " + answer.statusCode() + " about schema " + id);
            }
            return answer.statusCode() == OK ? parsed(answer.body()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("no registry answers at " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + url, e);
        }
    }

    private static Optional<Schema> parsed(String answer) throws IOException {
        try {
            return Optional.of(new Schema.Parser()
                    .parse(new ObjectMapper().readTree(answer).path("schema").asText()));
        } catch (AvroRuntimeException notAvro) {
            return Optional.empty();
        }
    }
}
