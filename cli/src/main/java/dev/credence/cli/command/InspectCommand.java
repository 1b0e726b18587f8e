package dev.credence.cli.command;

import dev.credence.storage.ViewInspector;
import dev.credence.storage.ViewReport;
import dev.credence.storage.ViewReport.QueryFigures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "inspect",
        description = {
            "Looks into a view's file without changing it, while it is served or not.",
            "Tables, indexes, pages, codecs, dictionaries, ledger. Exit code 1 if it is no view that this build reads."
        },
        footer = {"", "Examples:", "  credence inspect .credence/view/view.db", "  credence inspect .credence --json"})
final class InspectCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file, the link to it, or a data directory.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "One object instead.")
    private boolean json;

    @Option(names = "--analyze", description = "Only how SQLite goes about each hot statement.")
    private boolean analyze;

    @Option(names = "--slow", description = "Only how long each hot statement takes, the slowest first.")
    private boolean slow;

    @Override
    public Integer call() {
        if (analyze || slow) {
            return queries(Out.of(spec));
        }
        ViewReport report = ViewInspector.inspect(file);
        PrintWriter out = Out.of(spec);
        if (json) {
            out.println(ReportJson.of(report).toPrettyString());
        } else {
            new ReportText(report, out).print();
        }
        out.flush();
        return report.view() == null ? ExitCode.SHORT : ExitCode.DONE;
    }

    private int queries(PrintWriter out) {
        List<QueryFigures> queries = new ArrayList<>(ViewInspector.queries(file));
        if (slow) {
            queries.sort(Comparator.comparingLong(QueryFigures::micros).reversed());
        }
        if (json) {
            out.println(ReportJson.of(queries).toPrettyString());
        } else {
            Table table = new Table("STATEMENT", ">MEDIAN µs", "~PLAN");
            queries.forEach(
                    query -> table.row(query.name(), Long.toString(query.micros()), String.join("; ", query.plan())));
            table.print(out);
        }
        out.flush();
        return ExitCode.DONE;
    }
}
