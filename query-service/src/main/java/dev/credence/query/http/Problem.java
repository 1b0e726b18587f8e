package dev.credence.query.http;

import dev.credence.query.json.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A refusal as RFC 9457 has it. Thrown by endpoints, answered by {@link Exchange}. Carries no stack trace: it is an
 * answer, not a fault.
 */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final String code;
    private final String title;
    private final String detail;
    private final transient List<Map.Entry<String, Object>> members = new ArrayList<>();
    private final transient List<Map.Entry<String, String>> headers = new ArrayList<>();

    /**
     * @param code kebab-case; the last part of the document's {@code type}
     * @param title what kind of problem, the same for every occurrence
     * @param detail what, which value, what to do
     */
    Problem(int status, String code, String title, String detail) {
        super(code + ": " + detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
    }

    static Problem badParameter(String detail) {
        return new Problem(400, "bad-parameter", "A parameter is not usable", detail);
    }

    static Problem badBody(String detail) {
        return new Problem(400, "bad-body", "The request's body is not usable", detail);
    }

    static Problem badId(String detail) {
        return new Problem(400, "bad-id", "Not an id", detail);
    }

    static Problem tooLarge(String detail) {
        return new Problem(413, "too-large", "The request's body or its answer is too large", detail);
    }

    static Problem starting() {
        return starting("the view is still being built; try again, /readyz answers 200 when it is there");
    }

    static Problem starting(String detail) {
        return new Problem(503, "starting", "Not ready yet", detail).header("Retry-After", "1");
    }

    static Problem overloaded(String what) {
        return new Problem(503, "overloaded", "Too many requests at once", what + "; try again in a second")
                .header("Retry-After", "1");
    }

    static Problem internal() {
        return new Problem(
                500, "internal", "A defect of the service", "the request failed; the service's log says why");
    }

    /** Adds a member to the document; numbers are written as numbers. */
    Problem with(String name, Object value) {
        members.add(Map.entry(name, value));
        return this;
    }

    Problem header(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    /** What is left of the request's body is not read: the connection cannot be used again. */
    Problem last() {
        headers.add(Answer.LAST);
        return this;
    }

    int status() {
        return status;
    }

    Answer answer() {
        Answer answer = new Answer(status, MEDIA_TYPE, document());
        for (Map.Entry<String, String> header : headers) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return answer;
    }

    private byte[] document() {
        JsonBytes json = new JsonBytes(256).beginObject();
        json.name("type").text("urn:credence:problem:" + code);
        json.name("code").text(code);
        json.name("title").text(title);
        json.name("status").number(status);
        json.name("detail").text(detail);
        for (Map.Entry<String, Object> member : members) {
            json.name(member.getKey());
            if (member.getValue() instanceof Number number) {
                json.number(number.longValue());
            } else {
                json.text(member.getValue().toString());
            }
        }
        return json.endObject().toBytes();
    }
}
