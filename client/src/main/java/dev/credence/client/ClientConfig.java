package dev.credence.client;

import dev.credence.ingest.publish.PublisherConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a client reads and writes. {@link #http} and {@link #inProcess} begin one, the {@code with…} methods go on:
 * {@code ClientConfig.http("http://127.0.0.1:8080").withApiKey(key).withReadYourWrites(Duration.ofSeconds(3))}.
 *
 * @param url of the query service; null: read in process, from {@code view}
 * @param view directory of a view on this machine ({@code DATA/view}); null: read over HTTP, from {@code url}
 * @param kafka write through Kafka; null: over HTTP, to {@code writeUrl}
 * @param writeUrl of the writing routes; null without {@code kafka}: reads only
 * @param apiKey sent with every HTTP request; null: none
 * @param connectTimeout within which a connection is there
 * @param timeout within which an HTTP request has its answer, and within which a write over HTTP gets its place in the
 *     queue
 * @param attempts of an HTTP request, where repeating it does no harm
 * @param readYourWrites how long a read may wait for what this client wrote before; null: reads do not wait
 * @param rememberedIds of how many ids the writes are remembered for that; of more, reads wait longer, never less
 */
public record ClientConfig(
        @Nullable URI url,
        @Nullable Path view,
        @Nullable PublisherConfig kafka,
        @Nullable URI writeUrl,
        @Nullable String apiKey,
        Duration connectTimeout,
        Duration timeout,
        int attempts,
        @Nullable Duration readYourWrites,
        int rememberedIds) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** More than the writing routes take to say that Kafka does not answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final int ATTEMPTS = 3;
    private static final int REMEMBERED_IDS = 10_000;

    public ClientConfig {
        if ((url == null) == (view == null)) {
            throw new IllegalArgumentException("either url or view must be set, to say whom to read from");
        }
        if (readYourWrites != null && readYourWrites.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "readYourWrites must be at least 1 ms, or not set, was " + readYourWrites);
        }
        if (rememberedIds < 1) {
            throw new IllegalArgumentException("rememberedIds must be at least 1, was " + rememberedIds);
        }
    }

    /** Reads and writes over HTTP at {@code url}, such as {@code http://127.0.0.1:8080}. */
    public static ClientConfig http(String url) {
        URI service = URI.create(url);
        return new ClientConfig(
                service, null, null, service, null, CONNECT_TIMEOUT, TIMEOUT, ATTEMPTS, null, REMEMBERED_IDS);
    }

    /** Reads through caches in this process from the view in {@code directory}; writes nothing until told where to. */
    public static ClientConfig inProcess(Path directory) {
        return new ClientConfig(
                null, directory, null, null, null, CONNECT_TIMEOUT, TIMEOUT, ATTEMPTS, null, REMEMBERED_IDS);
    }

    /** Writes straight into Kafka. */
    public ClientConfig withKafka(PublisherConfig publisher) {
        return new ClientConfig(
                url, view, publisher, null, apiKey, connectTimeout, timeout, attempts, readYourWrites, rememberedIds);
    }

    /** Writes over HTTP to a service of its own. */
    public ClientConfig withWriteUrl(String service) {
        return new ClientConfig(
                url,
                view,
                null,
                URI.create(service),
                apiKey,
                connectTimeout,
                timeout,
                attempts,
                readYourWrites,
                rememberedIds);
    }

    public ClientConfig withApiKey(String key) {
        return new ClientConfig(
                url, view, kafka, writeUrl, key, connectTimeout, timeout, attempts, readYourWrites, rememberedIds);
    }

    public ClientConfig withTimeouts(Duration connect, Duration answer) {
        return new ClientConfig(
                url, view, kafka, writeUrl, apiKey, connect, answer, attempts, readYourWrites, rememberedIds);
    }

    public ClientConfig withAttempts(int most) {
        return new ClientConfig(
                url, view, kafka, writeUrl, apiKey, connectTimeout, timeout, most, readYourWrites, rememberedIds);
    }

    /** Reads show what this client wrote before, or fail after {@code wait}. */
    public ClientConfig withReadYourWrites(Duration wait) {
        return new ClientConfig(
                url, view, kafka, writeUrl, apiKey, connectTimeout, timeout, attempts, wait, rememberedIds);
    }

    /** The same with another bound on what is remembered. */
    public ClientConfig withRememberedIds(int most) {
        return new ClientConfig(
                url, view, kafka, writeUrl, apiKey, connectTimeout, timeout, attempts, readYourWrites, most);
    }

    /** The key is a secret. */
    @Override
    public String toString() {
        return "ClientConfig[url=" + url + ", view=" + view + ", kafka="
                + (kafka == null ? null : kafka.bootstrapServers()) + ", writeUrl=" + writeUrl + ", readYourWrites="
                + readYourWrites + "]";
    }
}
