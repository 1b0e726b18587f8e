package dev.credence.ingest.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as RFC 9457 has it. Thrown on the way to an answer; without a stack trace, because it is one.
 *
 * <p>The members of {@code result} are added to the document, so that whoever was refused in part knows which part.
 */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String code;
    final String title;
    final String detail;
    final Map<String, String> headers;
    final transient @Nullable WriteResult result;

    private Problem(
            int status,
            String code,
            String title,
            String detail,
            Map<String, String> headers,
            @Nullable WriteResult result) {
        super(code + ": " + detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
        this.headers = headers;
        this.result = result;
    }

    static Problem badId(String detail) {
        return new Problem(400, "bad-id", "Not an id", detail, Map.of(), null);
    }

    static Problem badParameter(String detail) {
        return new Problem(400, "bad-parameter", "A parameter is not usable", detail, Map.of(), null);
    }

    static Problem badBody(String detail, @Nullable WriteResult result) {
        return new Problem(400, "bad-body", "The request's body is not usable", detail, Map.of(), result);
    }

    static Problem tooLarge(int mostBytes) {
        // What is left of the body is not read: the connection cannot be used again.
        return new Problem(
                413,
                "too-large",
                "The request's body is too large",
                "the body must have at most " + mostBytes + " bytes; send fewer lines at a time",
                Map.of("Connection", "close"),
                null);
    }

    static Problem mediaType(@Nullable String was) {
        return new Problem(
                415,
                "unsupported-media-type",
                "The body's type is not understood",
                "Content-Type must be application/json or application/x-ndjson, was "
                        + (was == null ? "absent" : '"' + was + '"'),
                Map.of(),
                null);
    }

    static Problem overloaded(String why) {
        return new Problem(
                503,
                "overloaded",
                "Too many requests at once",
                why + "; try again in a second",
                Map.of("Retry-After", "1"),
                null);
    }

    static Problem kafkaUnreachable(String detail, WriteResult result) {
        return new Problem(
                503, "kafka-unreachable", "Kafka does not take events", detail, Map.of("Retry-After", "5"), result);
    }

    static Problem internal() {
        return new Problem(
                500,
                "internal",
                "A defect of the service",
                "the request failed; the service's log says why",
                Map.of(),
                null);
    }
}
