package dev.credence.bench.micro;

import dev.credence.bench.Measure;
import dev.credence.bench.Rounds;
import dev.credence.bench.Row;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * JMH over single steps, each in a JVM of its own with the options of this one: nanoseconds, the median of its
 * iterations. Nothing hangs on them: what a hit may cost beside Caffeine is judged by the row {@code cache}.
 */
public final class MicroRow implements Row {
    private static final int WARM_UP_ITERATIONS = 4;
    private static final int ITERATIONS = 5;
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);
    private static final int QUICK_ITERATIONS = 2;

    /** What each benchmark is called, in the order of the table. */
    private static final Map<String, String> CALLED = new LinkedHashMap<>();

    static {
        CALLED.put("EvidenceMicro.fold", "fold of an outcome into evidence");
        CALLED.put("OutcomeMicro.decode", "outcome decoded, no objects");
        CALLED.put("OutcomeMicro.decodeToObject", "outcome decoded, as an object");
        CALLED.put("OutcomeMicro.decodeByAvro", "outcome decoded by Avro, generic");
        CALLED.put("OutcomeMicro.encode", "outcome encoded");
        CALLED.put("OutcomeMicro.encodeByAvro", "outcome encoded by Avro, generic");
        CALLED.put("EvidenceMicro.decodeRow", "evidence row decoded");
        CALLED.put("EvidenceMicro.encodeRow", "evidence row encoded");
        CALLED.put("BodyMicro.decode", "body of 1 KB decoded");
        CALLED.put("BodyMicro.encode", "body of 1 KB encoded and compared");
        CALLED.put("HitMicro.hit", "L1 hit, fresh key strings");
        CALLED.put("HitMicro.hitOfCaffeine", "Caffeine get alone, fresh key strings");
        CALLED.put("EvidenceMicro.quantile", "Beta quantile");
        CALLED.put("EvidenceMicro.quantileOfCommonsStatistics", "Beta quantile of Commons Statistics");
    }

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        progress.printf("  JMH, %d benchmarks, each in a JVM of its own%n", CALLED.size());
        progress.flush();
        Map<String, Rounds> found = new HashMap<>();
        for (RunResult result : results(options(quick))) {
            found.put(shortName(result), iterations(result));
        }
        List<Measure> measures = new ArrayList<>();
        CALLED.forEach((benchmark, called) -> measures.add(Measure.told(
                name(), called + ": ns", Objects.requireNonNull(found.get(benchmark), benchmark), Double.NaN)));
        return measures;
    }

    private static Options options(boolean quick) {
        return new OptionsBuilder()
                .include("^" + Pattern.quote(MicroRow.class.getPackageName()) + "\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(quick ? QUICK_ITERATIONS : WARM_UP_ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(quick ? QUICK_ITERATIONS : ITERATIONS)
                .measurementTime(ITERATION)
                .shouldFailOnError(true)
                .build();
    }

    /** What JMH would print is in the figures. */
    private static Collection<RunResult> results(Options options) throws Exception {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Runner(options, OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT)).run();
    }

    private static Rounds iterations(RunResult result) {
        return new Rounds(result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList());
    }

    private static String shortName(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(MicroRow.class.getPackageName().length() + 1);
    }
}
