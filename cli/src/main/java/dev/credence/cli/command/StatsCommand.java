package dev.credence.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.cli.report.StatsText;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "stats",
        description = {
            "What the service has measured of itself; '-' where it has not.",
            "Ends with the ledger: what became of each source partition's records."
        },
        footer = {"", "Example: credence stats --json"})
final class StatsCommand implements Callable<Integer> {
    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        service.print(service.service().get("/v1/stats", "ledger"), Out.of(spec), StatsCommand::show);
        return 0;
    }

    static void show(JsonNode stats, PrintWriter out) {
        StatsText.withoutLedger(stats, null).forEach(out::println);
        out.println();
        Table ledger = new Table("LEDGER", ">P", ">CONSUMED", ">APPLIED", ">DUPLICATE", ">DEAD");
        for (JsonNode row : stats.path("ledger")) {
            ledger.row(
                    row.path("topic").asText(),
                    row.path("partition").asText(),
                    count(row.path("consumed")),
                    count(row.path("applied")),
                    count(row.path("duplicate")),
                    count(row.path("dead_lettered")));
        }
        ledger.print(out);
    }

    private static String count(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong());
    }
}
