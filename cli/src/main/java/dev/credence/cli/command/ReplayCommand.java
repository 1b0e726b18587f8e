package dev.credence.cli.command;

import dev.credence.cli.config.Settings;
import dev.credence.cli.replay.ReplayRun;
import dev.credence.cli.replay.ReplayTimes;
import dev.credence.cli.runtime.Cluster;
import dev.credence.processor.replay.FoldedFile;
import dev.credence.processor.replay.Republisher.Republished;
import dev.credence.processor.replay.Verification.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Reads the recorded events again, from the log's start to the end that it has now.",
            "Joins no group and commits no offset. Exit code 1 if the view differs from the log."
        },
        footer = {
            "",
            "--into folds them into a file like a view's.",
            "--verify compares the view of this installation with the fold of exactly the records that its",
            "ledger says it shows, also while events flow; the last line is 'identical: N patterns, M events'",
            "or the first difference.",
            "--as publishes them again, byte for byte, into the topics of another prefix: same keys,",
            "partitions and gaps.",
            "",
            "Examples:",
            "  credence replay --verify",
            "  credence replay --into /tmp/week.db --from 2026-01-01T00:00:00Z --half-life 7d",
            "  credence replay --as load --speed 10x"
        })
final class ReplayCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--into", paramLabel = "FILE", description = "Fold the events into a new file like a view's.")
    private @Nullable Path into;

    @Option(names = "--verify", description = "Compare the view in the data directory with the log.")
    private boolean verify;

    @Option(names = "--as", paramLabel = "PREFIX", description = "Publish the events again into PREFIX.patterns, ….")
    private @Nullable String as;

    @Option(
            names = "--speed",
            paramLabel = "max|1x|10x",
            description = "With --as: as recorded (1x, the default), so many times as fast, or as fast as it goes.")
    private @Nullable String speed;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only what the broker stamped then or later: RFC 3339, or milliseconds.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what the broker stamped before.")
    private @Nullable String to;

    @Override
    public Integer call() {
        requireSense();
        ReplayTimes times = ReplayTimes.of(from, to);
        double factor = ReplayTimes.speed(speed);
        if (into != null) {
            FoldedFile.requireAbsent(into);
        }
        Settings settings = Defaults.withDataDirOfRun(Defaults.settings(spec));
        Cluster cluster = new Cluster(settings).required();
        try (ReplayRun run = ReplayRun.open(cluster, times)) {
            if (as != null) {
                return republish(run, as, factor);
            }
            if (into != null) {
                fold(run, into);
            }
            return verify ? verify(run) : ExitCode.DONE;
        }
    }

    private void fold(ReplayRun run, Path file) {
        long events = shown("folding", run, () -> run.into(file));
        print("folded " + events + " events into " + file);
    }

    private int verify(ReplayRun run) {
        Verdict verdict = shown("verifying", run, run::verify);
        if (verdict.unprovable() > 0) {
            print("unprovable: " + verdict.unprovable() + " patterns rest on records before the log's start");
        }
        String difference = verdict.difference();
        print(
                difference == null
                        ? "identical: " + verdict.patterns() + " patterns, " + verdict.events() + " events"
                        : "different: " + difference);
        return difference == null ? ExitCode.DONE : ExitCode.SHORT;
    }

    private int republish(ReplayRun run, String prefix, double factor) {
        Republished published = shown("publishing", run, () -> run.republish(prefix, factor));
        double seconds = published.took().toNanos() / 1e9;
        double recorded = published.recorded().toNanos() / 1e9;
        print(String.format(
                Locale.ROOT,
                "published=%d as %s.*; offered %s, achieved %.0f records/s; took %.1f s of %.1f s recorded; latest %d ms behind"
                        + " its time",
                published.records(),
                prefix,
                Double.isInfinite(factor)
                        ? "max"
                        : String.format(Locale.ROOT, "%.0f records/s", published.records() / (recorded / factor)),
                published.records() / seconds,
                seconds,
                recorded,
                published.latest().toMillis()));
        return ExitCode.DONE;
    }

    @SuppressWarnings("try") // the bar follows by itself
    private static <T> T shown(String task, ReplayRun run, Supplier<T> work) {
        try (Progress progress = Progress.ofRecords(task, run.size(), run::done)) {
            return work.get();
        }
    }

    private void requireSense() {
        if (as == null && into == null && !verify) {
            throw wrongUse("say what to do with the log: --into FILE, --verify, or --as PREFIX");
        }
        if (as != null && (into != null || verify)) {
            throw wrongUse("--as publishes and excludes --into and --verify, which write nothing to the cluster");
        }
        if (as == null && speed != null) {
            throw wrongUse("--speed is how fast --as publishes; a fold goes as fast as it can");
        }
        if (verify && (from != null || to != null)) {
            throw wrongUse("--verify compares with everything that the view shows; leave out --from and --to");
        }
    }

    private void print(String line) {
        PrintWriter out = Out.of(spec);
        out.println(line);
        out.flush();
    }

    private static CommandFailedException wrongUse(String message) {
        return new CommandFailedException(ExitCode.USAGE, message);
    }
}
