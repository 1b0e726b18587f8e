package dev.credence.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run found: a table for people, JSON for programs, a verdict.
 *
 * @param measures in the order in which they were taken
 */
record Report(Environment environment, List<Measure> measures) {

    void print(PrintWriter out) {
        new FigureTable(measures).print(out);
    }

    /** Such as {@code Passed: 13/14 · Overall: FAILED (http-get 0.81 < 0.85)}. */
    String verdict() {
        long bound = measures.stream().filter(Measure::isBound).count();
        List<Measure> failed = failed();
        return "Passed: " + (bound - failed.size()) + "/" + bound + " · Overall: "
                + (failed.isEmpty()
                        ? "PASSED"
                        : "FAILED (" + failed.stream().map(Measure::shortfall).collect(Collectors.joining(", ")) + ")");
    }

    List<Measure> failed() {
        return measures.stream().filter(measure -> !measure.passed()).toList();
    }

    void write(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.putObject("environment")
                .put("at", environment.at().toString())
                .put("commit", environment.commit())
                .put("processors", environment.processors())
                .put("memory", environment.memory())
                .put("system", environment.system())
                .put("java", environment.java())
                .set("settings", mapper.valueToTree(environment.settings()));
        ArrayNode rows = root.putArray("measures");
        measures.forEach(measure -> put(rows.addObject(), measure));
        root.put("verdict", verdict());
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static void put(ObjectNode json, Measure measure) {
        json.put("row", measure.row()).put("what", measure.what()).put("figure", measure.figure());
        json.put("must", orNull(measure.must())).put("aim", orNull(measure.aim()));
        json.put("bound", measure.atLeast() ? "at least" : "at most").put("passed", measure.passed());
        ArrayNode rounds = json.putArray("rounds");
        measure.rounds().forEach(rounds::add);
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
