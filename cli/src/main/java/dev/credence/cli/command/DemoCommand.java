package dev.credence.cli.command;

import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Up;
import dev.credence.cli.sample.SampleWork;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "up, and a sample fleet of agents at work: two months of its history, then a little more each second.",
            "Prints where everything is and what to try; stays up until Ctrl-C, and goes on from there next time."
        },
        footer = {
            "",
            "Examples:",
            "  credence demo",
            "  credence demo --outcomes 1000 --rate 5 --data /tmp/demo --http-port 0"
        })
final class DemoCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private UpOptions options = new UpOptions();

    @Option(
            names = "--outcomes",
            paramLabel = "N",
            defaultValue = "40000",
            description = "How many outcomes the history has; default ${DEFAULT-VALUE}.")
    private int outcomes;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Outcomes a second after that; default ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() {
        CommandSpec given = Objects.requireNonNull(spec);
        Settings settings = SettingsFlags.resolve(given, System.getenv());
        PrintWriter out = Out.of(given);
        try (Up up = options.start(given, settings)) {
            SampleWork work = SampleWork.begin(up, outcomes, rate, line -> {
                Out.errorsOf(given).println("credence: " + line);
                Out.errorsOf(given).flush();
            });
            out.println();
            up.print(out);
            whatToTry(up.url(), work.exampleId(), out);
            return RoleRun.waitFor(up.role(), Out.errorsOf(given), "demo");
        }
    }

    private static void whatToTry(String url, String id, PrintWriter out) {
        out.println();
        out.println("Try, in another terminal:");
        out.println("  ./credence list --limit 10     the most trustworthy patterns first");
        out.println("  ./credence get " + id);
        out.println("  ./credence stats");
        out.println("  curl '" + url + "/v1/patterns?type=strategy&limit=5'");
        out.println();
        out.println("Ctrl-C ends it; the data stays, and the next start goes on from there.");
        out.flush();
    }
}
