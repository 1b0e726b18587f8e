package dev.credence.query.http;

/**
 * How much of everything the server takes.
 *
 * @param eventLoops threads that move bytes and never wait
 * @param workers threads that may wait for the view
 * @param queue requests that may wait for a worker; the next one is shed
 * @param patienceMs how long a request may wait for a worker and still be worth an answer
 * @param maxBodyBytes of a request
 * @param maxHeaderBytes all headers of a request together
 * @param maxLineBytes method, path and query
 * @param requestsPerSecond of all clients together; what is above is shed; 0: as many as come
 * @param connections how many, and how long each
 */
public record HttpLimits(
        int eventLoops,
        int workers,
        int queue,
        int patienceMs,
        int maxBodyBytes,
        int maxHeaderBytes,
        int maxLineBytes,
        int requestsPerSecond,
        ConnectionLimits connections) {

    public HttpLimits {
        atLeastOne("http.event.loops", eventLoops);
        atLeastOne("http.workers", workers);
        atLeastOne("http.queue", queue);
        atLeastOne("http.patience.ms", patienceMs);
        atLeastOne("http.max.body.bytes", maxBodyBytes);
        atLeastOne("http.max.header.bytes", maxHeaderBytes);
        atLeastOne("http.max.line.bytes", maxLineBytes);
        if (requestsPerSecond < 0) {
            throw new IllegalArgumentException(
                    "http.max.requests.per.second must be 0 for no limit, or more, was " + requestsPerSecond);
        }
    }

    /** One event loop a processor; as many workers as the view's default pool has connections. */
    public static HttpLimits defaults() {
        return new HttpLimits(
                Runtime.getRuntime().availableProcessors(),
                5,
                1024,
                2_000,
                512 << 10,
                16 << 10,
                8 << 10,
                0,
                ConnectionLimits.defaults());
    }

    /** The same with as many workers as the view's pool has connections: more would only wait, fewer leave some idle. */
    public HttpLimits withWorkers(int poolSize) {
        return new HttpLimits(
                eventLoops,
                poolSize,
                queue,
                patienceMs,
                maxBodyBytes,
                maxHeaderBytes,
                maxLineBytes,
                requestsPerSecond,
                connections);
    }

    /** The same with so many event loops. */
    public HttpLimits withEventLoops(int loops) {
        return new HttpLimits(
                loops,
                workers,
                queue,
                patienceMs,
                maxBodyBytes,
                maxHeaderBytes,
                maxLineBytes,
                requestsPerSecond,
                connections);
    }

    /** The same with another number of requests and of connections. */
    public HttpLimits admitting(int perSecond, ConnectionLimits atOnce) {
        return new HttpLimits(
                eventLoops, workers, queue, patienceMs, maxBodyBytes, maxHeaderBytes, maxLineBytes, perSecond, atOnce);
    }

    static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, was " + value);
        }
    }
}
