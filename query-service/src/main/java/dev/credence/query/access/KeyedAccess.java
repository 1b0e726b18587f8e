package dev.credence.query.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever has a key of the file. A key that is added or removed counts within a second or two: the file is looked at by a
 * thread of its own. While it cannot be read, the keys stay as they were. Thread-safe.
 */
public final class KeyedAccess implements Access, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedAccess.class);

    private final ApiKeyFile file;
    private final ScheduledExecutorService looker;
    private volatile List<ApiKey> keys;

    /** The version that was read. Confined to the looker. */
    private @Nullable String seen;

    /** The last version that could not be read. Confined to the looker. */
    private @Nullable String unreadable;

    private KeyedAccess(ApiKeyFile file, List<ApiKey> keys, @Nullable String seen) {
        this.file = file;
        this.keys = keys;
        this.seen = seen;
        this.looker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "credence-api-keys");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads the file and goes on looking at it.
     *
     * @throws ApiKeysException if it cannot be read, or has no key in it
     */
    public static KeyedAccess follow(Path path, Duration every) {
        ApiKeyFile file = new ApiKeyFile(path);
        String seen = version(path);
        List<ApiKey> keys = file.read();
        if (keys.isEmpty()) {
            throw new ApiKeysException("there is no key in " + path + "; 'credence keys add NAME' makes one");
        }
        KeyedAccess access = new KeyedAccess(file, keys, seen);
        ScheduledFuture<?> unused = access.looker.scheduleWithFixedDelay(
                access::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return access;
    }

    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public boolean admits(String key) {
        byte[] hash = ApiKey.hash(key);
        boolean known = false;
        // Each is compared, and each in full: how long it takes says nothing about what is close.
        for (ApiKey candidate : keys) {
            known |= MessageDigest.isEqual(candidate.hash(), hash);
        }
        return known;
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }

    /** What the looker does, and nobody beside it. */
    void look() {
        String now = version(file.path());
        if (now == null || now.equals(seen)) {
            return;
        }
        try {
            keys = file.read();
            // Only now: a file that becomes readable (chown, chmod) need not get another version.
            seen = now;
            LOG.info("{} API keys are read from {}", keys.size(), file.path());
        } catch (ApiKeysException refused) {
            if (!now.equals(unreadable)) {
                unreadable = now;
                LOG.warn("the API keys stay as they were: {}", refused.getMessage());
            }
        }
    }

    /** Changes when the file does; null if it is not there. */
    private static @Nullable String version(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException gone) {
            return null;
        }
    }
}
