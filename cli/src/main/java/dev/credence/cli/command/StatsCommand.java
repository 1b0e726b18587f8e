package dev.credence.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
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
        service.print(service.service().get("/v1/stats"), Out.of(spec), StatsCommand::show);
        return 0;
    }

    private static void show(JsonNode stats, PrintWriter out) {
        out.println("as of " + stats.path("as_of").asText());
        Table figures = new Table("FIGURE", ">VALUE");
        flatten("", stats, figures);
        figures.print(out);
        out.println();
        ledger(stats.path("ledger"), out);
    }

    private static void flatten(String prefix, JsonNode node, Table figures) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            String name = prefix + field.getKey();
            if (value.isObject()) {
                flatten(name + ".", value, figures);
            } else if (!value.isArray() && !name.equals("as_of")) {
                figures.row(name, value.isNull() ? "-" : value.asText());
            }
        }
    }

    private static void ledger(JsonNode ledger, PrintWriter out) {
        Table table = new Table("TOPIC", ">PARTITION", ">NEXT", ">APPLIED", ">DUPLICATE", ">DEAD-LETTERED");
        for (JsonNode row : ledger) {
            table.row(
                    row.path("topic").asText(),
                    row.path("partition").asText(),
                    row.path("next_offset").asText(),
                    row.path("applied").asText(),
                    row.path("duplicate").asText(),
                    row.path("dead_lettered").asText());
        }
        table.print(out);
    }
}
