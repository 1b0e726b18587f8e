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
        description = {
            "Breaks things on purpose, on loopback, and lets an oracle judge what is left: it reads the log once more and"
                    + " demands equality to the bit. Exits 1 if anything was lost or doubled, or came back late.",
            "roles: processor, view writer, query service and broker are killed, one by one and together, at random times"
                    + " and at named points; everything: 'credence up' is killed whole; hostile: a small processor is"
                    + " sent seeded records that mean harm; zombie: one of two processors is stopped for longer than its"
                    + " session lasts, and goes on."
        })
public final class ChaosCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--only", paramLabel = "NAME", defaultValue = "roles", description = "${COMPLETION-CANDIDATES}.")
    private Scenario scenario = Scenario.roles;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "5",
            description = "Kills, or zombies; default ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Outcomes a second; default ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "11",
            description = "Of kills and records; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--return-within",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "Of everything, to the first new outcome readable over HTTP; default ${DEFAULT-VALUE}.")
    private int returnWithin;

    @Option(
            names = "--inputs",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Hostile records; default ${DEFAULT-VALUE}.")
    private int inputs;

    /** Named as they are typed. */
    private enum Scenario {
        roles,
        everything,
        hostile,
        zombie
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        boolean passed = switch (scenario) {
            case roles -> killRoles(out);
            case everything -> killEverything(out);
            case hostile -> floodWithHostility(out);
            case zombie -> wakeZombies(out);
        };
        out.flush();
        return passed ? 0 : 1;
    }

    private boolean killRoles(PrintWriter out) throws Exception {
        KillVerdict verdict = new Kills(kills, rate, seed, progress()).run();
        verdict.print(out);
        return verdict.passed();
    }

    private boolean killEverything(PrintWriter out) throws Exception {
        Verdict verdict = new KillEverything(kills, rate, returnWithin, progress()).run();
        verdict.print(out);
        return verdict.passed();
    }

    private boolean floodWithHostility(PrintWriter out) throws Exception {
        HostileVerdict verdict = new HostileFlood(inputs, seed, progress()).run();
        verdict.print(out);
        return verdict.passed();
    }

    private boolean wakeZombies(PrintWriter out) throws Exception {
        ZombieVerdict verdict = new Zombies(kills, rate, seed, progress()).run();
        verdict.print(out);
        return verdict.passed();
    }

    private PrintWriter progress() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
