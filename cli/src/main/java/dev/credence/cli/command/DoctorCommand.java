package dev.credence.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.cli.doctor.Diagnosis;
import dev.credence.cli.doctor.Doctor;
import dev.credence.cli.doctor.Finding;
import dev.credence.cli.doctor.Finding.Level;
import dev.credence.cli.doctor.Patient;
import dev.credence.cli.runtime.Cluster;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = {
            "Names what is wrong with disk, locks, view, ports, broker, topics, registry, clocks; and the way out.",
            "Tries the data directory with a file, and writes nothing else. Exit codes: 0 well, or warnings only;"
                    + " 1 something is wrong; 3 nothing answers."
        },
        footer = {
            "",
            "Examples:",
            "  credence doctor",
            "  credence doctor --bootstrap-server kafka:9092 \\",
            "    --schema-registry http://registry:8081 --json"
        })
final class DoctorCommand implements Callable<Integer>, TakesSettings {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "One object instead of a line each.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = Out.of(spec);
        Diagnosis diagnosis;
        try (Patient patient = new Patient(
                new Cluster(Defaults.withDataDirOfRun(Defaults.settings(spec))),
                System.getenv(),
                InstantSource.system())) {
            diagnosis = Doctor.examine(patient, finding -> {
                if (!json) {
                    print(finding, out);
                }
            });
        }
        if (json) {
            out.println(toJson(diagnosis).toPrettyString());
        } else {
            out.println("doctor: " + diagnosis.count(Level.OK) + " ok, " + diagnosis.count(Level.WARN) + " warnings, "
                    + diagnosis.count(Level.FAIL) + " failures");
        }
        out.flush();
        return !diagnosis.reachable()
                ? ExitCode.UNREACHABLE
                : diagnosis.count(Level.FAIL) > 0 ? ExitCode.SHORT : ExitCode.DONE;
    }

    private static void print(Finding finding, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-5s %-10s %s%n",
                finding.level() == Level.FAIL ? "FAIL" : finding.level().name().toLowerCase(Locale.ROOT),
                finding.check(),
                finding.cause());
        if (!finding.remedy().isEmpty()) {
            out.println("                 -> " + finding.remedy());
        }
        out.flush();
    }

    private static ObjectNode toJson(Diagnosis diagnosis) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Level level : Level.values()) {
            json.put(level.name().toLowerCase(Locale.ROOT), diagnosis.count(level));
        }
        json.put("reachable", diagnosis.reachable());
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : diagnosis.findings()) {
            findings.addObject()
                    .put("check", finding.check())
                    .put("level", finding.level().name().toLowerCase(Locale.ROOT))
                    .put("cause", finding.cause())
                    .put("remedy", finding.remedy());
        }
        return json;
    }
}
