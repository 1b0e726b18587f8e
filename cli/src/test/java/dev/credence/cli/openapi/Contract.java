package dev.credence.cli.openapi;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIContractBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.mediatype.ContentAnalyser;
import io.vertx.openapi.mediatype.ContentAnalyserFactory;
import io.vertx.openapi.mediatype.MediaTypePredicate;
import io.vertx.openapi.mediatype.MediaTypeRegistry;
import io.vertx.openapi.mediatype.impl.DefaultMediaTypeRegistration;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** An OpenAPI document that answers are held against; what it does not describe, they must not have. */
final class Contract implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final OpenAPIContract contract;
    private final ResponseValidator validator;

    /** @param yaml the document; refused if it is none by the specification's own schema */
    Contract(String yaml) {
        JsonObject document = new JsonObject(new Yaml().<Map<String, Object>>load(yaml));
        close(document);
        contract = join(new OpenAPIContractBuilder(vertx)
                .setContract(document)
                .mediaTypeRegistry(mediaTypes())
                .build());
        validator = ResponseValidator.create(vertx, contract);
    }

    Set<String> operations() {
        return contract.operations().stream().map(Operation::getOperationId).collect(Collectors.toSet());
    }

    /** Fails with what differs. */
    void require(String operation, HttpResponse<String> response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        String type = headers.get("content-type");
        ValidatableResponse answer = type == null
                ? ValidatableResponse.create(response.statusCode(), headers)
                : ValidatableResponse.create(
                        response.statusCode(), headers, Buffer.buffer(response.body()), type.split(";", 2)[0]);
        var unused = join(validator.validate(answer, operation));
    }

    private static MediaTypeRegistry mediaTypes() {
        return MediaTypeRegistry.createEmpty()
                .register(new DefaultMediaTypeRegistration(
                        MediaTypePredicate.ofExactTypes("application/json", "application/problem+json"),
                        ContentAnalyserFactory.json()))
                .register(new DefaultMediaTypeRegistration(
                        MediaTypePredicate.ofExactTypes(
                                "text/plain",
                                "text/html",
                                "text/css",
                                "text/javascript",
                                "image/svg+xml",
                                "application/x-ndjson",
                                "application/yaml",
                                "text/event-stream"),
                        (type, content, context) -> new Text(content)));
    }

    /** Is what it is: any text has the right form. */
    private record Text(Buffer content) implements ContentAnalyser {
        @Override
        public void checkSyntacticalCorrectness() {
            // There is none.
        }

        @Override
        public Object transform() {
            return content.toString();
        }
    }

    /** Clients must expect more members than are described; this test must not find any. */
    private static void close(Object node) {
        if (node instanceof JsonArray array) {
            array.forEach(Contract::close);
        } else if (node instanceof JsonObject object) {
            if (object.containsKey("properties") && !object.containsKey("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            object.forEach(member -> close(member.getValue()));
        }
    }

    private static <T> T join(io.vertx.core.Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        var unused = join(vertx.close());
    }
}
