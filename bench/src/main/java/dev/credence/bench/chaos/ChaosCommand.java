package dev.credence.bench.chaos;

import dev.credence.bench.flips.Flips;
import dev.credence.bench.flips.FlipsVerdict;
import dev.credence.cli.runtime.Logs;
import java.io.PrintWriter;
import java.nio.file.Files;
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
                    + " session lasts, and goes on; flips: views at rest are damaged, and none may answer wrongly.",
            "disk: the roles' disk is full, and has space again; writes: what the view writes is refused for a while; stall:"
                    + " the broker falls silent inside commits; files: the view's files are cut, deleted or scribbled on;"
                    + " offsets: the broker forgets the processor's group; outage: the broker is away for a while; clock:"
                    + " the roles' clocks jump by an hour. In these every read must be answered meanwhile, and all must go"
                    + " on by itself within 30 s."
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
            description = "Kills, zombies, or rounds of a fault; default ${DEFAULT-VALUE}.")
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

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "1000",
            description = "In views at rest; default ${DEFAULT-VALUE}.")
    private int faults;

    @Option(
            names = "--outage",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long the broker is away; default ${DEFAULT-VALUE}.")
    private int outageSeconds;

    /** Named as they are typed. */
    private enum Scenario {
        roles,
        everything,
        hostile,
        zombie,
        flips,
        disk,
        writes,
        stall,
        files,
        offsets,
        outage,
        clock
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try {
            return inflict(out) ? 0 : 1;
        } catch (CannotInflictException cannot) {
            progress().println("credence: " + cannot.getMessage());
            return 2;
        } finally {
            out.flush();
        }
    }

    private boolean inflict(PrintWriter out) throws Exception {
        return switch (scenario) {
            case roles -> killRoles(out);
            case everything -> killEverything(out);
            case hostile -> floodWithHostility(out);
            case zombie -> wakeZombies(out);
            case flips -> damageViews(out);
            case disk -> endure(new FullDisk(), out);
            case writes -> endure(new FailingWrites(), out);
            case stall -> endure(new StalledBroker(seed), out);
            case files -> endure(new SpoiledFiles(), out);
            case offsets -> endure(new ForgottenOffsets(), out);
            case outage -> endure(new Outage(outageSeconds), out);
            case clock -> endure(new ClockJumps(), out);
        };
    }

    private boolean endure(Ordeal ordeal, PrintWriter out) throws Exception {
        TrialVerdict verdict = new Trial(ordeal, kills, rate, progress()).run();
        verdict.print(out);
        return verdict.passed();
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

    private boolean damageViews(PrintWriter out) throws Exception {
        Logs.toFile(Files.createTempDirectory("credence-flips"));
        FlipsVerdict verdict = new Flips(faults, seed, progress()).run();
        verdict.print(out);
        return verdict.passed();
    }

    private PrintWriter progress() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
