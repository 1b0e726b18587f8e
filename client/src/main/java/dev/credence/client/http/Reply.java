package dev.credence.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.credence.client.contract.CredenceException;
import java.io.IOException;
import java.net.http.HttpResponse;

/** An answer, whatever its status. */
record Reply(int status, byte[] body, long retryAfterSeconds) {
    static final int OK = 200;
    static final int ACCEPTED = 202;
    static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Retry-After").map(Reply::seconds).orElse(0L));
    }

    /** @throws CredenceException if the body is no JSON */
    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new CredenceException("what answers is not a Credence service: status " + status + ", no JSON", e);
        }
    }

    /** The problem's code; empty if the body is no problem. */
    String code() {
        return problem().path("code").asText("");
    }

    JsonNode problem() {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Of a pattern's path: there is such a path, but no such pattern. */
    boolean saysNoPattern() {
        return status == NOT_FOUND && !code().equals("no-such-path") && !code().isEmpty();
    }

    private static long seconds(String text) {
        return text.matches("[0-9]{1,6}") ? Long.parseLong(text) : 0;
    }
}
