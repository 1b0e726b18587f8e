package dev.credence.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.NotYetException;
import dev.credence.client.contract.RefusedException;
import dev.credence.client.contract.UnavailableException;
import java.net.URI;

/** Which failure an answer is that is none of those hoped for. */
final class Problems {
    private static final int NOT_YET = 409;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_SERVER_ERROR = 500;

    private Problems() {}

    static CredenceException of(Reply reply, URI asked) {
        JsonNode problem = reply.problem();
        String code = problem.path("code").asText("");
        String detail = problem.path("detail").asText("");
        String message = asked + " answered " + reply.status() + (code.isEmpty() ? "" : " " + code + ": " + detail);
        if (reply.status() == NOT_YET) {
            return new NotYetException(message);
        }
        if (saysNotNow(reply)) {
            return new UnavailableException(message, null);
        }
        return reply.status() < FIRST_SERVER_ERROR && reply.status() != GONE
                ? new RefusedException(code, message, null)
                : new CredenceException(message, null);
    }

    /** Whether another attempt may be answered otherwise; a damaged row stays damaged. */
    static boolean saysNotNow(Reply reply) {
        return reply.status() == TOO_MANY
                || (reply.status() == UNAVAILABLE && !reply.code().equals("damaged-row"));
    }

    /** Whether the service did not even look at the request's body. */
    static boolean saysNothingWasTaken(Reply reply) {
        return reply.status() == TOO_MANY
                || (reply.status() == UNAVAILABLE && reply.code().equals("overloaded"));
    }
}
