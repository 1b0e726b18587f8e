package dev.credence.processor.view;

import dev.credence.storage.ViewDiskException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what the disk did not take, or a lock of another program kept out, ever less often, until it is written or the
 * end is asked for. Confined to the writing thread, {@link #end} apart.
 */
final class DiskPatience {
    private static final Logger LOG = LoggerFactory.getLogger(DiskPatience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Progress progress;
    private final CountDownLatch ending = new CountDownLatch(1);

    DiskPatience(Progress progress) {
        this.progress = progress;
    }

    /**
     * Does {@code work}, as often as it takes.
     *
     * @throws ViewDiskException if it did not succeed before the end
     */
    <T> T until(Supplier<T> work) {
        long sinceNanos = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                T done = work.get();
                if (progress.obstacle() != null) {
                    progress.obstacle(null);
                    LOG.info("the view goes on, {} s later", (System.nanoTime() - sinceNanos) / 1_000_000_000);
                }
                return done;
            } catch (ViewDiskException refused) {
                say(refused);
                if (endsWithin(pause)) {
                    throw refused;
                }
                Duration twice = pause.multipliedBy(2);
                pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            }
        }
    }

    /** From any thread: what does not succeed at once fails from now on. */
    void end() {
        ending.countDown();
    }

    /** Once for each reason. */
    private void say(ViewDiskException refused) {
        if (!refused.reason().equals(progress.obstacle())) {
            progress.obstacle(refused.reason());
            LOG.warn(
                    "the view waits: {}; it tries again every {} s at most, and reads go on",
                    refused.getMessage(),
                    LONGEST_PAUSE.toSeconds());
        }
    }

    private boolean endsWithin(Duration pause) {
        try {
            return ending.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
