package dev.credence.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What dashboard and alerts ask Prometheus for is what the product exports. Against the documented table:
 * {@link MetricNamesIT} holds that to the running product.
 */
class DashboardTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final Path DASHBOARD = CONFIG.resolve("grafana/dashboards/credence.json");
    private static final Path ALERTS = CONFIG.resolve("prometheus/alerts.yml");
    private static final Pattern NAME = Pattern.compile("\\bcredence_\\w+");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern MATCHED = Pattern.compile("(credence_\\w+)\\{([^}]*)}");
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^ +expr: (\\|\\s+)?(.+)$");

    private final Map<String, Set<String>> exported = exported();

    @Test
    void shouldAskOnlyForWhatIsExported() throws IOException {
        List<String> queries = new ArrayList<>(dashboardQueries());
        queries.addAll(alertQueries());

        assertThat(queries).hasSizeGreaterThan(20);
        assertThat(queries).allSatisfy(query -> {
            Set<String> labels = new TreeSet<>(Set.of("le", "role", "job"));
            for (String name : all(NAME, query, 0)) {
                assertThat(exported).as(query).containsKey(name);
                labels.addAll(exported.get(name));
            }
            for (String list : all(GROUPED, query, 1)) {
                assertThat(labels).as(query).contains(list.split("[, ]+"));
            }
        });
    }

    @Test
    void shouldSelectByLabelsThatTheMetricHas() throws IOException {
        List<String> queries = new ArrayList<>(dashboardQueries());
        queries.addAll(alertQueries());

        for (String query : queries) {
            Matcher matched = MATCHED.matcher(query);
            while (matched.find()) {
                String label = matched.group(2).replaceAll("\\W.*", "");
                assertThat(exported.get(matched.group(1))).as(query).contains(label);
            }
        }
    }

    @Test
    void shouldShowEveryMetricOfTheProcessorAndTheView() throws IOException {
        String all = String.join("\n", dashboardQueries());

        assertThat(DocumentedMetrics.read().keySet().stream()
                        .filter(name ->
                                name.matches("credence_(events|batch_events|batch_rows|view_\\w+|sql|pool)_?.*"))
                        .filter(name -> !name.equals("credence_view_records_total"))
                        .filter(name -> !name.equals("credence_pool_wait_seconds")))
                .allSatisfy(name -> assertThat(all).contains(name));
    }

    private static List<String> dashboardQueries() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        return Stream.of(dashboard.findValues("expr"))
                .flatMap(List::stream)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> alertQueries() throws IOException {
        return all(EXPRESSION, Files.readString(ALERTS), 2);
    }

    private static List<String> all(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(group).strip())
                .toList();
    }

    /** The names of samples, with the labels that each has. */
    private static Map<String, Set<String>> exported() {
        Map<String, Set<String>> names = new TreeMap<>();
        DocumentedMetrics.read().forEach((name, metric) -> {
            List<String> suffixes =
                    metric.type().equals("histogram") ? List.of("_bucket", "_sum", "_count", "_max") : List.of("");
            suffixes.forEach(suffix -> names.put(name + suffix, metric.labels()));
        });
        return names;
    }
}
