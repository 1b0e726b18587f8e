package dev.credence.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.bench.agents.MixedRow;
import dev.credence.bench.agents.OverheadRow;
import dev.credence.bench.cache.CacheRow;
import dev.credence.bench.http.HttpRow;
import dev.credence.bench.http.OverloadRow;
import dev.credence.bench.lists.ListsRow;
import dev.credence.bench.lone.LoneOutcomeRow;
import dev.credence.bench.pipeline.PipelineRow;
import dev.credence.bench.pipeline.PoisonRow;
import dev.credence.bench.stale.StaleRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures Credence beside its peers in the same run; exits 1 if a figure falls short of its must.")
final class BenchCommand implements Callable<Integer> {
    private static final List<Row> ROWS = List.of(
            new PipelineRow(),
            new LoneOutcomeRow(),
            new StaleRow(),
            new ListsRow(),
            new CacheRow(),
            new HttpRow(),
            new OverloadRow(),
            new PoisonRow(),
            new MixedRow(),
            new OverheadRow());

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "Fewer rounds; the same checks.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<String> only = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        CommandSpec given = Objects.requireNonNull(spec);
        PrintWriter out = given.commandLine().getOut();
        PrintWriter progress = given.commandLine().getErr();
        progress.println(machine());
        List<Measure> measures = new ArrayList<>();
        for (Row row : chosen(given)) {
            progress.println("# " + row.name());
            progress.flush();
            measures.addAll(row.run(quick, progress));
        }
        print(measures, out);
        if (json != null) {
            write(measures, json);
        }
        List<Measure> failed =
                measures.stream().filter(measure -> !measure.passed()).toList();
        out.println("Passed: " + (measures.size() - failed.size()) + "/" + measures.size() + " · Overall: "
                + (failed.isEmpty()
                        ? "PASSED"
                        : "FAILED (" + failed.stream().map(Measure::shortfall).collect(Collectors.joining(", "))
                                + ")"));
        out.flush();
        return failed.isEmpty() ? 0 : 1;
    }

    private List<Row> chosen(CommandSpec given) {
        List<String> known = ROWS.stream().map(Row::name).toList();
        only.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(
                    given.commandLine(),
                    "no benchmark is called '" + name + "'; there are " + String.join(", ", known));
        });
        return ROWS.stream()
                .filter(row -> only.isEmpty() || only.contains(row.name()))
                .toList();
    }

    private static void print(List<Measure> measures, PrintWriter out) {
        out.printf(Locale.ROOT, "%-10s %-52s %12s %10s %10s%n", "ROW", "FIGURE", "MEASURED", "MUST", "AIM");
        for (Measure measure : measures) {
            String bound = measure.atLeast() ? "≥ " : "≤ ";
            out.printf(
                    Locale.ROOT,
                    "%-10s %-52s %12s %10s %10s  %s%n",
                    measure.row(),
                    measure.what(),
                    Measure.number(measure.figure()),
                    bound + Measure.number(measure.must()),
                    bound + Measure.number(measure.aim()),
                    measure.passed() ? "" : "SHORT");
        }
    }

    private static void write(List<Measure> measures, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode().put("machine", machine());
        ArrayNode rows = root.putArray("measures");
        for (Measure measure : measures) {
            rows.addObject()
                    .put("row", measure.row())
                    .put("what", measure.what())
                    .put("figure", measure.figure())
                    .put("must", measure.must())
                    .put("aim", measure.aim())
                    .put("bound", measure.atLeast() ? "at least" : "at most")
                    .put("passed", measure.passed());
        }
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", heap at most "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB";
    }

    /** What {@code --only} takes. */
    private static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ROWS.stream().map(Row::name).iterator();
        }
    }
}
