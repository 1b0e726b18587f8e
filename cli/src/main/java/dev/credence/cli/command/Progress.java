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
        return of(task, size, done, " KB", BYTES_A_UNIT);
    }

    /** The same for a number of records. */
    static Progress ofRecords(String task, long records, LongSupplier done) {
        return of(task, records, done, " records", 1);
    }

    private static Progress of(String task, long size, LongSupplier done, String unit, long sizeOfUnit) {
        if (size < 0 || !Boolean.getBoolean(TERMINAL)) {
            return new Progress(null, null);
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(Math.max(1, size / sizeOfUnit))
                .setUnit(unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(LOOK_MS)
                .build();
        Thread follower = new Thread(() -> follow(bar, done, sizeOfUnit), "progress");
        follower.setDaemon(true);
        follower.start();
        return new Progress(bar, follower);
    }

    private static void follow(ProgressBar bar, LongSupplier done, long sizeOfUnit) {
        try {
            while (true) {
                bar.stepTo(done.getAsLong() / sizeOfUnit);
                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        } catch (InterruptedException closed) {
            bar.stepTo(done.getAsLong() / sizeOfUnit);
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
