package dev.credence.cli.command;

import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error where that is a terminal; nothing at all where it is not. */
final class Progress implements AutoCloseable {
    /** Set by the launcher if standard error is a terminal: Java cannot tell for one stream alone. */
    private static final String TERMINAL = "credence.terminal";

    private static final long BYTES_A_UNIT = 1 << 10;
    private static final int LOOK_MS = 100;

    private final @Nullable ProgressBar bar;
    private final @Nullable Thread follower;

    private Progress(@Nullable ProgressBar bar, @Nullable Thread follower) {
        this.bar = bar;
        this.follower = follower;
    }

    /**
     * Shows how far {@code done} is until closed.
     *
     * @param size of the whole, in bytes; -1 if nobody knows, and then there is no bar
     */
    static Progress of(String task, long size, LongSupplier done) {
        if (size < 0 || !Boolean.getBoolean(TERMINAL)) {
            return new Progress(null, null);
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(Math.max(1, size / BYTES_A_UNIT))
                .setUnit(" KB", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(LOOK_MS)
                .build();
        Thread follower = new Thread(() -> follow(bar, done), "progress");
        follower.setDaemon(true);
        follower.start();
        return new Progress(bar, follower);
    }

    private static void follow(ProgressBar bar, LongSupplier done) {
        try {
            while (true) {
                bar.stepTo(done.getAsLong() / BYTES_A_UNIT);
                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        } catch (InterruptedException closed) {
            bar.stepTo(done.getAsLong() / BYTES_A_UNIT);
        }
    }

    /** Prints something on standard error that is not to be mixed with the bar. */
    void interrupt(Runnable print) {
        if (bar == null) {
            print.run();
        } else {
            synchronized (bar) {
                bar.pause();
                print.run();
                bar.resume();
            }
        }
    }

    @Override
    public void close() {
        if (bar != null && follower != null) {
            follower.interrupt();
            try {
                follower.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            bar.close();
        }
    }
}
