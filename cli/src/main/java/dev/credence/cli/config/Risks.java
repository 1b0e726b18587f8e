package dev.credence.cli.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** What can be started, and may surprise. */
final class Risks {
    private static final Duration LONG_WINDOW = Duration.ofSeconds(10);

    /** Commits are never closer than this. */
    private static final Duration LEAST_WINDOW = Duration.ofMillis(50);

    private static final long MUCH_MEMORY = 1L << 30;

    private final Settings settings;
    private final BiConsumer<String, String> found;

    /** @param found takes the key to be changed, and why */
    Risks(Settings settings, BiConsumer<String, String> found) {
        this.settings = settings;
        this.found = found;
    }

    void look() {
        strangers();
        window();
        memory();
        disk();
        security();
        registry();
    }

    private void strangers() {
        String host = settings.text(Key.HTTP_HOST);
        if (isLoopback(host)) {
            return;
        }
        if (settings.text(Key.HTTP_AUTH).equals("none")) {
            warn(
                    Key.HTTP_AUTH,
                    "http.auth is none and http.host is " + host
                            + ": whoever reaches the port reads and writes; listen on 127.0.0.1, or keep strangers out elsewhere");
        } else if (settings.text(Key.HTTP_API_KEYS_FILE).isEmpty()) {
            warn(
                    Key.HTTP_HOST,
                    "http.host is " + host
                            + ", which others can reach, and http.api.keys.file names no keys: a role that listens will not start");
        }
    }

    private void window() {
        Duration window = settings.duration(Key.WINDOW_MS);
        if (window.compareTo(LONG_WINDOW) > 0) {
            warn(Key.WINDOW_MS, "window.ms is " + window.toMillis() + ": outcomes may be unreadable for that long");
        } else if (window.compareTo(LEAST_WINDOW) < 0) {
            warn(Key.WINDOW_MS, "window.ms is " + window.toMillis() + ", but commits are at least 50 ms apart");
        }
    }

    private void memory() {
        if (settings.number(Key.CACHE_L1_ENTRIES) > settings.number(Key.CACHE_L2_ENTRIES)) {
            warn(
                    Key.CACHE_L1_ENTRIES,
                    "cache.l1.entries is above cache.l2.entries: the second level finds nothing more");
        }
        long caches = settings.bytes(Key.CACHE_L1_BYTES) + settings.bytes(Key.CACHE_L2_BYTES);
        if (caches > MUCH_MEMORY) {
            warn(
                    Key.CACHE_L2_BYTES,
                    "cache.l1.bytes and cache.l2.bytes are " + (caches >> 20)
                            + " MB of heap together: give the JVM as much more (CREDENCE_HEAP)");
        }
        long pages = settings.bytes(Key.DB_CACHE_BYTES) * settings.number(Key.DB_POOL_SIZE);
        if (pages > MUCH_MEMORY) {
            warn(
                    Key.DB_CACHE_BYTES,
                    "db.cache.bytes is taken by each of db.pool.size connections: " + (pages >> 20)
                            + " MB outside the heap");
        }
    }

    private void disk() {
        if (settings.text(Key.DB_SYNCHRONOUS).equals("off")) {
            warn(Key.DB_SYNCHRONOUS, "db.synchronous is off: a power loss may take the view, which is built anew then");
        }
        if (settings.bytes(Key.DB_MMAP_BYTES) > 0) {
            warn(Key.DB_MMAP_BYTES, "db.mmap.bytes is above 0: an I/O error while reading ends the process");
        }
        if (settings.path(Key.DATA_DIR).startsWith("/tmp")) {
            warn(Key.DATA_DIR, "data.dir is in /tmp, which is emptied: the processor and the view would start anew");
        }
    }

    private void security() {
        Map<String, String> kafka = settings.kafka();
        String protocol = kafka.getOrDefault("security.protocol", "PLAINTEXT").toUpperCase(Locale.ROOT);
        String name = PassThrough.KAFKA + "security.protocol";
        if (protocol.equals("SASL_PLAINTEXT")) {
            found.accept(name, name + " is SASL_PLAINTEXT: what is sent, maybe the password, can be read on the way");
        }
        if (!protocol.startsWith("SASL_")) {
            unused(kafka, "sasl.", protocol);
        }
        if (!protocol.endsWith("SSL")) {
            unused(kafka, "ssl.", protocol);
        }
        if (protocol.endsWith("SSL")
                && kafka.getOrDefault("ssl.endpoint.identification.algorithm", "https")
                        .isEmpty()) {
            found.accept(
                    PassThrough.KAFKA + "ssl.endpoint.identification.algorithm",
                    "kafka.ssl.endpoint.identification.algorithm is empty: any certificate of that authority is taken for"
                            + " the broker's");
        }
    }

    private void unused(Map<String, String> kafka, String prefix, String protocol) {
        kafka.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .findFirst()
                .ifPresent(key -> found.accept(
                        PassThrough.KAFKA + key,
                        PassThrough.KAFKA + key + " is of no use, because kafka.security.protocol is " + protocol));
    }

    private void registry() {
        boolean clear =
                settings.text(Key.SCHEMA_REGISTRY_URL).toLowerCase(Locale.ROOT).contains("http://");
        settings.registry().keySet().stream()
                .filter(key -> clear && (key.equals("basic.auth.user.info") || key.equals("bearer.auth.token")))
                .findFirst()
                .ifPresent(key -> found.accept(
                        PassThrough.REGISTRY + key,
                        PassThrough.REGISTRY + key
                                + " is sent in the clear, because schema.registry.url is not https"));
    }

    private void warn(Key key, String text) {
        found.accept(key.key(), text);
    }

    /** A name that cannot be looked up here may be one on the machine that the file is for. */
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
