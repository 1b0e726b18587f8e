package dev.credence.query.http;

/**
 * How much of everything the server takes.
 *
 * @param eventLoops threads that move bytes and never wait
 * @param workers threads that may wait for the view
 * @param queue requests that may wait for a worker; the next one is shed
 * @param maxBodyBytes of a request
 * @param maxHeaderBytes all headers of a request together
 * @param maxLineBytes method, path and query
 * @param idleSeconds after which a silent connection is closed
 */
public record HttpLimits(
        int eventLoops,
        int workers,
        int queue,
        int maxBodyBytes,
        int maxHeaderBytes,
        int maxLineBytes,
        int idleSeconds) {

    public HttpLimits {
        atLeastOne("http.event.loops", eventLoops);
        atLeastOne("http.workers", workers);
        atLeastOne("http.queue", queue);
        atLeastOne("http.max.body.bytes", maxBodyBytes);
        atLeastOne("http.max.header.bytes", maxHeaderBytes);
        atLeastOne("http.max.line.bytes", maxLineBytes);
        atLeastOne("http.idle.seconds", idleSeconds);
    }

    /** One event loop a processor; as many workers as the view's default pool has connections. */
    public static HttpLimits defaults() {
        return new HttpLimits(Runtime.getRuntime().availableProcessors(), 5, 1024, 512 << 10, 16 << 10, 8 << 10, 120);
    }

    /** The same with as many workers as the view's pool has connections: more would only wait, fewer leave some idle. */
    public HttpLimits withWorkers(int poolSize) {
        return new HttpLimits(eventLoops, poolSize, queue, maxBodyBytes, maxHeaderBytes, maxLineBytes, idleSeconds);
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, was " + value);
        }
    }
}
