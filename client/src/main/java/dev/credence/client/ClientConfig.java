package dev.credence.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a client over HTTP behaves.
 *
 * @param url where reads go, such as {@code http://127.0.0.1:8080}
 * @param writeUrl where writes go; the same in {@code up} and {@code demo}, the role {@code ingest} otherwise
 * @param apiKey sent as a bearer token; null: none
 * @param timeout of a request
 * @param readYourWrites whether a read of an id waits until the client's last write of it is readable, at most as long
 *     as {@code timeout}
 * @param wholePatterns whether reads bring embedding and trajectory, too; answers without are smaller and ready-made
 */
public record ClientConfig(
        URI url,
        URI writeUrl,
        @Nullable String apiKey,
        Duration timeout,
        boolean readYourWrites,
        boolean wholePatterns) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

    public ClientConfig {
        requireHttp("url", url);
        requireHttp("writeUrl", writeUrl);
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout must be up to 30 s, was " + timeout);
        }
    }

    /** Reads and writes at one address, without a key; 10 s a request. */
    public static ClientConfig at(String url) {
        URI uri = URI.create(url);
        return new ClientConfig(uri, uri, null, DEFAULT_TIMEOUT, false, false);
    }

    /** The same with writes elsewhere. */
    public ClientConfig withWriteUrl(String other) {
        return new ClientConfig(url, URI.create(other), apiKey, timeout, readYourWrites, wholePatterns);
    }

    /** The same with a key. */
    public ClientConfig withApiKey(String key) {
        return new ClientConfig(url, writeUrl, key, timeout, readYourWrites, wholePatterns);
    }

    /** The same with another timeout. */
    public ClientConfig withTimeout(Duration other) {
        return new ClientConfig(url, writeUrl, apiKey, other, readYourWrites, wholePatterns);
    }

    /** The same, reading what was written. */
    public ClientConfig withReadYourWrites() {
        return new ClientConfig(url, writeUrl, apiKey, timeout, true, wholePatterns);
    }

    /** The same, with embeddings and trajectories. */
    public ClientConfig withWholePatterns() {
        return new ClientConfig(url, writeUrl, apiKey, timeout, readYourWrites, true);
    }

    /** The key does not belong into logs. */
    @Override
    public String toString() {
        return "ClientConfig[" + url + ", " + writeUrl + ", " + (apiKey == null ? "no key" : "with a key") + ", "
                + timeout + ", readYourWrites=" + readYourWrites + ", wholePatterns=" + wholePatterns + "]";
    }

    private static void requireHttp(String name, URI uri) {
        String scheme = uri.getScheme();
        if (uri.getHost() == null || scheme == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(name + " must be an http or https address, was " + uri);
        }
    }
}
