package dev.credence.bench.chaos;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description =
                "Kills everything while outcomes flow, again and again, and counts what is left; exits 1 if anything"
                        + " was lost or doubled, or came back late.")
public final class ChaosCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "5", description = "Default ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Outcomes a second; default ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--return-within",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "From each restart to the first new outcome readable over HTTP; default ${DEFAULT-VALUE}.")
    private int returnWithin;

    @Override
    public Integer call() throws Exception {
        CommandSpec given = Objects.requireNonNull(spec);
        PrintWriter out = given.commandLine().getOut();
        KillEverything.Verdict verdict = new KillEverything(
                        kills, rate, returnWithin, given.commandLine().getErr())
                .run();
        verdict.print(out);
        out.flush();
        return verdict.passed() ? 0 : 1;
    }
}
