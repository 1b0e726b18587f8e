package dev.credence.bench.chaos;

import dev.credence.core.fault.FaultPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Stops the broker when this JVM's next transaction is about to be committed, each time that somebody asks for it with a
 * file; who asked lets the broker go on. Armed by a system property. Thread-safe.
 */
final class StallAtCommit {
    private static final String PROPERTY = "credence.chaos.stall";

    private final @Nullable Path request;
    private final String broker;

    StallAtCommit() {
        String armed = System.getProperty(PROPERTY, "");
        int colon = armed.indexOf(':');
        request = colon < 0 ? null : Path.of(armed.substring(colon + 1));
        broker = colon < 0 ? "" : armed.substring(0, colon);
    }

    /**
     * The option of a JVM that is to stop {@code broker}.
     *
     * @param request this file's existence asks for it; it is gone when the broker is stopped
     */
    static String option(long broker, Path request) {
        return "-D" + PROPERTY + "=" + broker + ":" + request;
    }

    void passed(FaultPoint point) {
        if (request != null && point == FaultPoint.OFFSETS_SENT && Files.exists(request)) {
            stopBroker(request);
        }
    }

    /** One thread at a time: the second finds no request left. */
    private synchronized void stopBroker(Path asked) {
        try {
            if (Files.exists(asked)) {
                new ProcessBuilder("kill", "-STOP", broker).start().waitFor();
                Files.delete(asked);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the broker could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
