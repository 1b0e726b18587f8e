package dev.credence.cli.command;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.replay.Candidates;
import dev.credence.cli.replay.ReplayRun;
import dev.credence.cli.replay.ReplayTimes;
import dev.credence.cli.runtime.Cluster;
import dev.credence.processor.replay.FoldedFile;
import dev.credence.processor.replay.Republisher.Republished;
import dev.credence.processor.replay.Verification.Verdict;
import dev.credence.processor.whatif.WhatIf;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            "Joins no group and commits no offset. Exit code 1 if what is to be shown is not so."
        },
        footer = {
            "",
            "--into folds them into a file like a view's.",
            "--verify compares the view of this installation with the fold of exactly the records that its"
                    + " ledger says it shows, also while events flow; the last line is"
                    + " 'identical: N patterns, M events' or the first difference.",
            "--as publishes them again, byte for byte, into the topics of another prefix: same keys,"
                    + " partitions and gaps.",
            "--half-life alone puts half-lives on trial: each, with each --prior, foretells every next outcome"
                    + " of a pattern from those before it; log loss and Brier score, beside moving averages and means.",
            "",
            "Examples:",
            "  credence replay --verify",
            "  credence replay --into /tmp/week.db --from 2026-01-01T00:00:00Z --half-life 7d",
            "  credence replay --half-life 1d,7d,30d,90d --prior 0.5:2,0.75:8",
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
            names = "--half-life",
            split = ",",
            paramLabel = "D",
            description = "With --into: fold with this half-life. Alone: try each of these.")
    private List<String> halfLives = List.of();

    @Option(
            names = "--prior",
            split = ",",
            paramLabel = "MEAN:STRENGTH",
            description = "Priors to try with each half-life; default 0.5:2.")
    private List<String> priors = List.of();

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
        Candidates candidates = Candidates.of(halfLives, priors);
        ReplayTimes times = ReplayTimes.of(from, to);
        double factor = ReplayTimes.speed(speed);
        if (into != null) {
            FoldedFile.requireAbsent(into);
        }
        Settings settings = withHalfLife(Defaults.withDataDirOfRun(Defaults.settings(spec)));
        Cluster cluster = new Cluster(settings).required();
        try (ReplayRun run = ReplayRun.open(cluster, times)) {
            if (as != null || into != null || isTrial()) {
                tellWhatIsGone(run);
            }
            if (as != null) {
                return republish(run, as, factor);
            }
            if (isTrial()) {
                return tryOut(run, candidates);
            }
            if (into != null) {
                fold(run, into);
            }
            return verify ? verify(run) : ExitCode.DONE;
        }
    }

    private void tellWhatIsGone(ReplayRun run) {
        PrintWriter err = Out.errorsOf(spec);
        run.truncated().entrySet().stream()
                .map(start -> "credence: " + start.getKey() + " begins at offset " + start.getValue()
                        + ": what was before it is deleted, and not in this replay")
                .sorted()
                .forEach(err::println);
        err.flush();
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

    private int tryOut(ReplayRun run, Candidates candidates) {
        WhatIf whatIf = shown("trying", run, () -> run.whatIf(candidates.halfLivesMs(), candidates.priors()));
        boolean better = WhatIfTable.print(whatIf, Out.of(spec));
        Out.of(spec).flush();
        return better ? ExitCode.DONE : ExitCode.SHORT;
    }

    private boolean isTrial() {
        return as == null && into == null && !verify;
    }

    private Settings withHalfLife(Settings settings) {
        return halfLives.size() == 1
                ? settings.with(Map.of(Key.HALF_LIFE, new Setting(halfLives.get(0), "flag --half-life")))
                : settings;
    }

    private int republish(ReplayRun run, String prefix, double factor) {
        Republished published = shown("publishing", run, () -> run.republish(prefix, factor));
        double seconds = published.took().toNanos() / 1e9;
        double recorded = published.recorded().toNanos() / 1e9;
        print(String.format(
                Locale.ROOT,
                "took %.1f s of %.1f s recorded; latest %d ms behind its time%n"
                        + "published=%d as %s.*; offered %s, achieved %.0f records/s",
                seconds,
                recorded,
                published.latest().toMillis(),
                published.records(),
                prefix,
                Double.isInfinite(factor)
                        ? "max"
                        : String.format(Locale.ROOT, "%.0f records/s", published.records() / (recorded / factor)),
                published.records() / seconds));
        return ExitCode.DONE;
    }

    @SuppressWarnings("try") // the bar follows by itself
    private static <T> T shown(String task, ReplayRun run, Supplier<T> work) {
        try (Progress progress = Progress.ofRecords(task, run.size(), run::done)) {
            return work.get();
        }
    }

    private void requireSense() {
        if (isTrial() && halfLives.isEmpty()) {
            throw wrongUse("say what to do with the log: --into FILE, --verify, --as PREFIX, or --half-life D,D,…");
        }
        if (!isTrial() && (halfLives.size() > 1 || !priors.isEmpty())) {
            throw wrongUse("several half-lives, and priors, are tried without --into, --verify and --as");
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
