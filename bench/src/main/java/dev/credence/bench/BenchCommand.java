package dev.credence.bench;

import dev.credence.bench.agents.MixedRow;
import dev.credence.bench.agents.OperationProfile;
import dev.credence.bench.agents.OperationProfile.Operation;
import dev.credence.bench.agents.OverheadRow;
import dev.credence.bench.cache.CacheRow;
import dev.credence.bench.chaos.ReturnRow;
import dev.credence.bench.compression.CompressionRow;
import dev.credence.bench.critical.CriticalRow;
import dev.credence.bench.http.HttpRow;
import dev.credence.bench.http.OverloadRow;
import dev.credence.bench.lists.ListsRow;
import dev.credence.bench.live.LiveRow;
import dev.credence.bench.lone.LoneOutcomeRow;
import dev.credence.bench.micro.MicroRow;
import dev.credence.bench.pipeline.GrowthRow;
import dev.credence.bench.pipeline.PipelineRow;
import dev.credence.bench.pipeline.PoisonRow;
import dev.credence.bench.roundtrips.RoundTripsRow;
import dev.credence.bench.stale.StaleRow;
import dev.credence.bench.storage.StorageRow;
import dev.credence.bench.wal.WalRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures Credence beside its peers in the same run; exits 1 if a figure falls short of its must.")
final class BenchCommand implements Callable<Integer> {
    private static final List<Row> ROWS = List.of(
            new PipelineRow(),
            new LiveRow(),
            new LoneOutcomeRow(),
            new CriticalRow(),
            new StaleRow(),
            new ListsRow(),
            new CacheRow(),
            new HttpRow(),
            new OverloadRow(),
            new PoisonRow(),
            new MixedRow(),
            new OverheadRow(),
            new CompressionRow(),
            new RoundTripsRow(),
            new StorageRow(),
            new WalRow(),
            new ReturnRow(),
            new GrowthRow(),
            new MicroRow());

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--quick",
            description = "The chief benchmarks in two minutes, or those named in fewer rounds; the same checks.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<String> only = List.of();

    @Option(
            names = "--outcomes",
            paramLabel = "N",
            description =
                    "Over so many outcomes, where a benchmark lets one choose; pipeline: 1000000, critical: 10000000.")
    private @Nullable Integer outcomes;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    private @Nullable Path json;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description = "Draw them there: each figure over its must, and the rates side by side (SVG).")
    private @Nullable Path plots;

    @Option(
            names = "--profile",
            paramLabel = "get|store|outcome|batch-get",
            converter = OperationName.class,
            description = "Profile one operation of the Java client instead: latencies, allocation.")
    private @Nullable Operation profile;

    @Override
    public Integer call() throws Exception {
        CommandSpec given = Objects.requireNonNull(spec);
        PrintWriter out = given.commandLine().getOut();
        PrintWriter progress = given.commandLine().getErr();
        Environment environment = Environment.here();
        progress.println(environment.describe());
        if (profile != null) {
            OperationProfile.run(profile, quick, out, progress);
            return 0;
        }
        List<Row> rows = chosen(given);
        leftOut(progress);
        Report report = new Report(environment, measured(rows, progress));
        report.print(out);
        if (json != null) {
            report.write(json);
        }
        if (plots != null) {
            new Plots(report).write(plots);
        }
        out.println(report.verdict());
        out.flush();
        return report.failed().isEmpty() ? 0 : 1;
    }

    /** A benchmark that breaks is one that fell short; the others still run. */
    private List<Measure> measured(List<Row> rows, PrintWriter progress) throws InterruptedException {
        List<Measure> measures = new ArrayList<>();
        for (Row row : rows) {
            progress.println("# " + row.name());
            progress.flush();
            long began = System.nanoTime();
            try {
                measures.addAll(row.run(quick, progress));
            } catch (InterruptedException end) {
                throw end;
            } catch (Exception broken) {
                progress.println("  broke: " + broken);
                measures.add(Measure.atLeast(row.name(), "ran to its end", 0, 1, 1));
            }
            progress.printf(Locale.ROOT, "  %s took %.0f s%n", row.name(), (System.nanoTime() - began) / 1e9);
        }
        return measures;
    }

    private void leftOut(PrintWriter progress) {
        if (quick && only.isEmpty()) {
            progress.println("--quick leaves out, unless --only names them: "
                    + ROWS.stream().filter(row -> !row.isQuick()).map(Row::name).collect(Collectors.joining(", ")));
        }
    }

    private List<Row> chosen(CommandSpec given) {
        List<String> known = ROWS.stream().map(Row::name).toList();
        only.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(
                    given.commandLine(),
                    "no benchmark is called '" + name + "'; there are " + String.join(", ", known));
        });
        return ROWS.stream()
                .filter(row -> only.isEmpty() ? !quick || row.isQuick() : only.contains(row.name()))
                .map(row -> outcomes == null ? row : row.of(outcomes))
                .toList();
    }

    /** {@code batch-get} for BATCH_GET. */
    static final class OperationName implements ITypeConverter<Operation> {
        @Override
        public Operation convert(String text) {
            return Stream.of(Operation.values())
                    .filter(one -> one.name().replace('_', '-').equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "must be get, store, outcome or batch-get, was '" + text + "'"));
        }
    }

    /** What {@code --only} takes. */
    private static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ROWS.stream().map(Row::name).iterator();
        }
    }
}
