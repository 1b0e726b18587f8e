package dev.credence.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Each key, given as a flag, in the environment and in the file, is in the record of the module that acts on it. */
final class EveryKeyArrivesTest {
    private enum Source {
        FLAG,
        ENVIRONMENT,
        FILE
    }

    /** Keys with the origins from which they arrived. */
    private static final Map<String, Set<Source>> ARRIVED = new ConcurrentHashMap<>();

    @TempDir
    static Path directory;

    @AfterAll
    static void shouldPrintTheFigure() {
        for (Key key : Key.values()) {
            print(key.key(), "arrives where it acts");
        }
        List<String> passed = Arrivals.ROWS.stream()
                .map(Arrivals.Row::key)
                .filter(key -> Key.named(key).isEmpty())
                .toList();
        passed.forEach(key -> print(key, "passes through to where it acts"));
        long acting = Arrays.stream(Key.values())
                .filter(key -> isFromEverywhere(key.key()))
                .count();
        long through =
                passed.stream().filter(EveryKeyArrivesTest::isFromEverywhere).count();
        System.out.printf(
                "%d of %d keys x %d origins arrive where they act; and %d of %d that pass through%n",
                acting, Key.values().length, Source.values().length, through, passed.size());
    }

    private static void print(String key, String what) {
        Set<Source> sources = ARRIVED.getOrDefault(key, Set.of());
        String columns = Arrays.stream(Source.values())
                .map(source -> source.name().toLowerCase(Locale.ROOT) + (sources.contains(source) ? "=yes" : "=NO"))
                .collect(Collectors.joining(" "));
        System.out.printf("key %-40s %s  %s%n", key, columns, isFromEverywhere(key) ? what : "DOES NOT ARRIVE");
    }

    private static boolean isFromEverywhere(String key) {
        return ARRIVED.getOrDefault(key, Set.of()).size() == Source.values().length;
    }

    private static void note(Map<String, Set<Source>> seen, String key, Source source) {
        seen.computeIfAbsent(key, name -> EnumSet.noneOf(Source.class)).add(source);
    }

    @Test
    void shouldHaveARowForEveryKey() {
        Set<String> rows = new HashSet<>();
        Arrivals.ROWS.forEach(row -> rows.add(row.key()));
        assertThat(rows).containsAll(Arrays.stream(Key.values()).map(Key::key).toList());
    }

    @ParameterizedTest
    @MethodSource("rowsAndSources")
    void shouldArriveWhereItActs(Arrivals.Row row, Source source) throws IOException {
        Settings settings = given(row.key(), row.value(), source);

        assertThat(row.found().apply(settings)).as(row.key()).isEqualTo(row.expected());
        // Else the value would be no proof.
        assertThat(row.found().apply(plain()))
                .as(row.key() + " where it is not set")
                .isNotEqualTo(row.expected());
        note(ARRIVED, row.key(), source);
    }

    @Test
    void shouldTakeEveryKeyBySetToo() {
        for (Arrivals.Row row : Arrivals.ROWS) {
            Settings settings = parsed(Map.of(), "--set", row.key() + "=" + row.value());

            assertThat(settings.shown())
                    .filteredOn(shown -> shown.origin().equals("flag --set"))
                    .singleElement()
                    .satisfies(shown -> assertThat(shown.key()).isEqualTo(row.key()));
        }
    }

    @Test
    void shouldRefuseAKeyThatIsGivenTwice() {
        assertThatThrownBy(() -> parsed(Map.of(), "--set", "half.life=1d", "--half-life", "2d"))
                .hasMessage("half.life is given twice, by flag --set and by flag --half-life");
    }

    private static Stream<Arguments> rowsAndSources() {
        return Arrivals.ROWS.stream()
                .flatMap(row -> Arrays.stream(Source.values()).map(source -> Arguments.of(row, source)));
    }

    private static Settings given(String key, String value, Source source) throws IOException {
        return switch (source) {
            case FLAG ->
                Key.named(key)
                        .map(own -> parsed(Map.of(), SettingsFlags.name(own), value))
                        .orElseGet(() -> parsed(Map.of(), "--set", key + "=" + value));
            case ENVIRONMENT ->
                parsed(Map.of("CREDENCE_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
            case FILE ->
                parsed(
                        Map.of(),
                        "--config",
                        Files.writeString(directory.resolve("a.properties"), key + "=" + value)
                                .toString());
        };
    }

    private static Settings plain() {
        return parsed(Map.of());
    }

    /** As a command of the real command line has them. */
    private static Settings parsed(Map<String, String> environment, String... flags) {
        Map<String, String> all = new HashMap<>(environment);
        List<String> arguments = new ArrayList<>(List.of("config", "show"));
        arguments.addAll(List.of(flags));
        CommandLine commandLine = CredenceCommand.commandLine();
        commandLine.parseArgs(arguments.toArray(String[]::new));
        return SettingsFlags.resolve(show(commandLine).getCommandSpec(), all);
    }

    private static CommandLine show(CommandLine commandLine) {
        CommandLine config = Objects.requireNonNull(commandLine.getSubcommands().get("config"));
        return Objects.requireNonNull(config.getSubcommands().get("show"));
    }
}
