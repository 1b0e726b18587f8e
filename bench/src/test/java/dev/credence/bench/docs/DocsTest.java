package dev.credence.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.credence.bench.docs.Document.Passage;
import dev.credence.cli.config.Lint;
import dev.credence.cli.config.Problem;
import dev.credence.cli.config.Profile;
import dev.credence.core.model.TraceParent;
import dev.credence.ingest.lines.DocumentReader;
import dev.credence.ingest.lines.LineError;
import dev.credence.ingest.lines.LineParser;
import dev.credence.ingest.lines.LineVisitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> LANGUAGES = Set.of("sh", "java", "python", "json", "properties", "yaml", "text");

    /** What a fence of commands may need besides a running demo; acceptance/docs/run runs those that need nothing. */
    private static final Set<String> NEEDS = Set.of("checkout", "docker", "elsewhere", "long", "release");

    private static final Pattern FIGURE =
            Pattern.compile("\\d ?(/s|ms|µs|us|ns|s|rows/s|outcomes/s)\\b|\\d %|\\d\\.\\d\\d\\b");
    private static final Pattern MEASURED = Pattern.compile("(?i)\\bmedian\\b|\\bp\\d\\d \\d|\\bseen\\b|measured:");

    private static int fences;
    private static int commands;
    private static int samples;
    private static int links;

    private final List<Document> documents;
    private final Usage usage = new Usage();
    private final List<String> wrong = new ArrayList<>();

    DocsTest() throws IOException {
        documents = Document.all(ROOT);
    }

    @AfterAll
    static void sayHowMany() {
        System.out.printf(
                "docs: %d fences, %d command lines, %d samples, %d links%n", fences, commands, samples, links);
    }

    @Test
    void shouldKnowWhatEachFenceIs() {
        allFences().forEach(fence -> {
            fences++;
            if (!LANGUAGES.contains(fence.language())) {
                wrong.add(fence.place() + ": a fence is one of " + LANGUAGES + ", was '" + fence.language() + "'");
            }
            fence.info().stream()
                    .skip(1)
                    .filter(need -> !NEEDS.contains(need))
                    .forEach(need -> wrong.add(
                            fence.place() + ": what a fence needs is one of " + NEEDS + ", was '" + need + "'"));
        });

        assertThat(wrong).isEmpty();
        assertThat(fences).isGreaterThan(10);
    }

    @Test
    void shouldShowOnlyCommandsThatTheProductTakes() {
        fencesOf("sh")
                .forEach(fence -> Shell.commands(fence.text()).forEach(words -> check(fence.place(), words, true)));
        documents.forEach(document -> {
            document.prose().stream()
                    .filter(passage -> passage.text().startsWith("    ./credence "))
                    .forEach(passage -> Shell.commands(passage.text().trim().split("   +", 2)[0])
                            .forEach(words -> check(passage.place(), words, true)));
            document.spans()
                    .forEach(span ->
                            usage.mentioned(span.text()).ifPresent(arguments -> parse(span.place(), arguments, false)));
        });

        assertThat(wrong).isEmpty();
        assertThat(commands).isGreaterThan(60);
    }

    @Test
    void shouldNameOnlyAcceptanceCommandsThatExist() {
        documents.forEach(document -> document.spans().stream()
                .filter(span ->
                        span.text().startsWith("acceptance/") && span.text().matches(".*/run( .*)?"))
                .forEach(span -> {
                    commands++;
                    if (!Files.isExecutable(ROOT.resolve(span.text().split(" ", 2)[0]))) {
                        wrong.add(span.place() + ": there is no " + span.text());
                    }
                }));

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldShowOnlyLinesThatThePublisherTakes() {
        fencesOf("sh").forEach(fence -> {
            List<List<String>> all = Shell.commands(fence.text());
            for (int i = 0; i < all.size(); i++) {
                boolean piped = all.get(i).get(0).equals("echo")
                        && i + 1 < all.size()
                        && all.get(i + 1).contains("publish");
                if (piped) {
                    publishable(
                            fence.place(),
                            all.get(i + 1).contains("patterns"),
                            all.get(i).get(1));
                }
            }
        });
        fencesOf("json").forEach(fence -> {
            boolean pattern = fence.lines().get(0).contains("\"content\"");
            publishable(fence.place(), pattern, fence.text());
        });

        assertThat(wrong).isEmpty();
        assertThat(samples).isPositive();
    }

    @Test
    void shouldShowOnlySettingsThatCanBeUsed(@TempDir Path directory) throws IOException {
        List<Fence> shown = new ArrayList<>(fencesOf("properties").toList());
        shown.add(new Fence(
                "config/credence.properties",
                List.of("properties"),
                Files.readAllLines(ROOT.resolve("config/credence.properties"))));
        for (Fence fence : shown) {
            samples++;
            Path file = Files.writeString(directory.resolve("credence.properties"), fence.text());
            Lint.of(file, Profile.PRODUCTION).stream()
                    .filter(Problem::error)
                    .forEach(problem -> wrong.add(fence.place() + ": " + problem.text()));
        }
        for (Fence fence : fencesOf("yaml").toList()) {
            samples++;
            new ObjectMapper(new YAMLFactory()).readTree(fence.text());
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldShowOnlyProgramsThatCompile(@TempDir Path directory) throws IOException {
        List<Fence> programs = fencesOf("java").toList();
        for (Fence fence : programs) {
            samples++;
            Path source = Files.writeString(directory.resolve("Sample.java"), fence.text());
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-proc:none", "-d", directory.toString(), source.toString());
            assertThat(status).as(fence.place()).isZero();
        }
        assertThat(programs).isNotEmpty();
    }

    @Test
    void shouldLinkOnlyToWhatIsThere() throws IOException {
        for (Document document : documents) {
            for (Passage link : document.links()) {
                if (!link.text().matches("https?:.*")) {
                    links++;
                    follow(document, link);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(links).isGreaterThan(40);
    }

    @Test
    void shouldGiveNoMeasuredFigureWithoutItsCommand() {
        for (Document document : documents) {
            List<Passage> sections = document.sections();
            for (Passage section : sections) {
                boolean figures = FIGURE.matcher(section.text()).find()
                        && MEASURED.matcher(section.text()).find();
                if (figures
                        && !namesCommand(section.text())
                        && !namesCommand(sections.get(0).text())) {
                    wrong.add(section.place() + ": measured figures, and no command that measures them");
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldGiveEachFigureOfATableItsCommandWhereTheTableHasAColumnForIt() {
        for (Document document : documents) {
            int column = -1;
            for (Passage passage : document.prose()) {
                List<String> cells = List.of(passage.text().split(" *\\| *", -1));
                if (!passage.text().startsWith("|")) {
                    column = -1;
                } else if (column < 0) {
                    column = cells.indexOf("command") < 0 ? Integer.MAX_VALUE : cells.indexOf("command");
                } else if (column < cells.size() && !cells.get(column).matches("[`\\[].*|the same|-+")) {
                    wrong.add(passage.place() + ": no command in '" + cells.get(column) + "'");
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldSayWhatToDoAboutEachAlert() throws IOException {
        String runbook = Files.readString(ROOT.resolve("docs/operations.md"));
        try (Stream<String> lines = Files.lines(ROOT.resolve("config/prometheus/alerts.yml"))) {
            List<String> alerts = lines.filter(line -> line.contains("- alert: "))
                    .map(line -> line.replaceFirst(".*- alert: ", ""))
                    .toList();

            assertThat(alerts)
                    .isNotEmpty()
                    .allSatisfy(alert -> assertThat(runbook).contains("| `" + alert + "` |"));
        }
    }

    private static boolean namesCommand(String text) {
        return Pattern.compile("bench --|\\./credence bench|chaos --|acceptance/\\S+/run|replay --|performance\\.md")
                .matcher(text)
                .find();
    }

    private void check(String place, List<String> words, boolean whole) {
        int launcher = Usage.isLauncher(words.get(0)) ? 0 : words.indexOf("credence");
        if (words.get(0).startsWith("acceptance/")) {
            commands++;
            if (!Files.isExecutable(ROOT.resolve(words.get(0)))) {
                wrong.add(place + ": there is no " + words.get(0));
            }
        } else if (launcher >= 0 && launcher + 1 < words.size()) {
            parse(place, words.subList(launcher + 1, words.size()), whole);
        }
    }

    private void parse(String place, List<String> arguments, boolean whole) {
        commands++;
        usage.complaint(arguments, whole)
                .ifPresent(complaint -> wrong.add(place + ": " + String.join(" ", arguments) + ": " + complaint));
    }

    private void publishable(String place, boolean pattern, String json) {
        samples++;
        LineParser<?> parser = pattern ? LineParser.patterns() : LineParser.outcomes(InstantSource.system());
        read(parser, json, place);
    }

    private <T> void read(LineParser<T> parser, String json, String place) {
        new DocumentReader<>(parser).read(json.getBytes(StandardCharsets.UTF_8), new LineVisitor<T>() {
            @Override
            public void value(long line, T value, @Nullable TraceParent trace) {}

            @Override
            public void error(LineError error) {
                wrong.add(place + ": " + error);
            }
        });
    }

    private void follow(Document document, Passage link) throws IOException {
        String[] parts = link.text().split("#", 2);
        Path target = parts[0].isEmpty()
                ? document.path()
                : document.path().resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            wrong.add(link.place() + ": there is no " + link.text());
        } else if (parts.length == 2 && !Document.of(ROOT, target).anchors().contains(parts[1])) {
            wrong.add(link.place() + ": there is no heading " + link.text());
        }
    }

    private Stream<Fence> allFences() {
        return documents.stream().flatMap(document -> document.fences().stream());
    }

    private Stream<Fence> fencesOf(String language) {
        return allFences().filter(fence -> fence.language().equals(language));
    }
}
