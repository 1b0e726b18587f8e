package dev.credence.client.http;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask, and how patiently.
 *
 * @param url such as {@code http://127.0.0.1:8080}
 * @param apiKey sent with every request; null: none
 * @param timeout within which a request has its answer, waiting for a receipt apart
 * @param attempts of one request, where repeating it does no harm
 */
public record HttpTarget(URI url, @Nullable String apiKey, Duration connectTimeout, Duration timeout, int attempts) {
    private static final int MOST_ATTEMPTS = 10;

    public HttpTarget {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("url must be like http://127.0.0.1:8080, was " + url);
        }
        if (connectTimeout.toMillis() < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "timeouts must be at least 1 ms, were " + connectTimeout + " and " + timeout);
        }
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("attempts must be 1 to " + MOST_ATTEMPTS + ", was " + attempts);
        }
    }

    /** The key is a secret. */
    @Override
    public String toString() {
        return "HttpTarget[" + url + "]";
    }
}
