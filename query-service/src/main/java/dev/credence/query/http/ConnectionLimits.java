package dev.credence.query.http;

/**
 * How many connections the server keeps, and how long each may keep it waiting.
 *
 * @param most at once, of all event loops together
 * @param headMs from opening to the first request's head
 * @param bodyMs from a request's head to the end of its body
 * @param idleMs from one request's head to the next one's; longer than a request may wait for its receipt
 */
public record ConnectionLimits(int most, int headMs, int bodyMs, int idleMs) {
    public ConnectionLimits {
        HttpLimits.atLeastOne("http.max.connections", most);
        HttpLimits.atLeastOne("http.head.ms", headMs);
        HttpLimits.atLeastOne("http.body.ms", bodyMs);
        HttpLimits.atLeastOne("http.idle.ms", idleMs);
    }

    public static ConnectionLimits defaults() {
        return new ConnectionLimits(8_192, 10_000, 30_000, 120_000);
    }

    public ConnectionLimits withMost(int connections) {
        return new ConnectionLimits(connections, headMs, bodyMs, idleMs);
    }
}
