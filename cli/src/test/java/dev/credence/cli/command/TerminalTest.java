package dev.credence.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicState;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewReport;
import dev.credence.storage.ViewReport.Blobs;
import dev.credence.storage.ViewReport.CodecFigures;
import dev.credence.storage.ViewReport.DictionaryFigures;
import dev.credence.storage.ViewReport.Index;
import dev.credence.storage.ViewReport.Pages;
import dev.credence.storage.WriteBatch.Position;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What people look at, in the eighty columns of a terminal. */
class TerminalTest {
    @Test
    void shouldFitStatisticsIntoEightyColumnsWhenFiguresAreLarge() throws IOException {
        StringWriter shown = new StringWriter();

        StatsCommand.show(new ObjectMapper().readTree("""
                {"as_of":"2026-01-02T03:04:05.000Z","patterns":1000000,"freshness_ms":{"p50":110,"p99":180},
                 "operations":{"count":123456789,"per_second":12345.6,"mean_ms":0.5,"p95_ms":0.9,"p99_ms":2.5},
                 "cache":{"hit_rate":0.81,"l1":{"hit_rate":0.5},"l2":{"hit_rate":0.2},"l3":{"hit_rate":0.1}},
                 "database":{"queries":12345678,"mean_ms":0.2,"p99_ms":1.5,"slow_queries":12,"slow":[],
                  "file_bytes":123456789,"wal_bytes":12345678,"pool":{"size":5,"busy":5,"waiting":100}},
                 "batches":{"count":123456,"events":123456789,"rows":12345678},
                 "compression":{"items":1000000,"original_bytes":1234567890,"stored_bytes":123456789,"saved":0.9,
                  "codecs":{"zlib":{"saved":0.241},"zstd":{"saved":0.19},"int8":{"saved":0.688},"columns":{"saved":0.5}}},
                 "ledger":[{"topic":"credence.confidence.priority","partition":63,"next_offset":1,"consumed":1234567890,
                  "applied":1234567880,"duplicate":0,"dead_lettered":10}]}"""), new PrintWriter(shown, true));

        assertFits("stats", shown)
                .contains("LEDGER                         P       CONSUMED        APPLIED  DUPLICATE  DEAD");
    }

    @Test
    void shouldFitTheHelpOfEveryCommandIntoEightyColumns() {
        assertHelpFits(CredenceCommand.commandLine());
    }

    @Test
    void shouldFitTopicsIntoEightyColumnsWhenTheyDiffer() {
        TopicCatalogue catalogue = new TopicCatalogue("credence", "credence", 128);
        Map<String, TopicState> states = new TreeMap<>();
        for (String name : TopicStates.names(catalogue)) {
            Map<String, String> configs = Map.of(
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
                    TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete",
                    TopicConfig.RETENTION_MS_CONFIG, "604800000");
            states.put(name, new TopicState(name, Uuid.randomUuid(), 99, configs));
        }
        StringWriter shown = new StringWriter();

        TopicStates.print(catalogue, states, new PrintWriter(shown, true));

        assertFits("topics describe", shown).anyMatch(line -> line.contains("partitions=99"));
    }

    @Test
    void shouldFitAnInspectedViewIntoEightyColumnsWhenFiguresAreLarge() {
        LedgerRow row = new LedgerRow(
                "credence.confidence.priority",
                "",
                1234567890,
                1234567890,
                1234567880,
                0,
                10,
                1,
                1,
                -1,
                -1,
                1_760_000_000_000L,
                false);
        ViewIdentity identity = new ViewIdentity("credence", "credence", HalfLives.parse("30d", "route:=7d,tool:=1d"));
        ViewReport report = new ViewReport(
                Path.of(".credence/view/view-0123456789abcdef0123456789abcdef.db"),
                0x43524544,
                1,
                new Pages(4096, 12345678, 123456, 50566097089L, 67108864),
                List.of(new ViewReport.Table("commit_log", 1234567890, 12345678901L)),
                List.of(new Index(
                        "idx_patterns_type_confidence",
                        "patterns",
                        List.of("type", "confidence DESC", "usage_count DESC"),
                        "confidence >= 0.3",
                        1234567890)),
                new ViewInfo(identity, "0123456789abcdef", 1, 1, 1, -1, 123456789, 123456789, 1, 1, 1, 1),
                List.of(new LedgerEntry(63, row)),
                List.of(new Position("credence-evidence-changelog", 63, "", 12345678901L, 7)),
                List.of(new CodecFigures("zstd", 123456789, 12345678901L, 1234567890)),
                List.of(new DictionaryFigures("recipe/0123456789abcdef", 65536, 123456789)),
                new Blobs(1234567, 12345678901L, 123456789));
        StringWriter shown = new StringWriter();

        new ReportText(report, new PrintWriter(shown, true)).print();

        assertFits("inspect", shown)
                .contains("SOURCE                         P        NEXT     APPLIED  DUPLICATE  DEAD")
                .contains("appended    2025-10-09T08:53:20Z");
    }

    @Test
    void shouldBreakTheLastColumnWhenATableIsWide() {
        String words = "a word ".repeat(20).trim();
        StringWriter beside = new StringWriter();
        StringWriter below = new StringWriter();

        new Table("NAME", ">COUNT", "~WHY").row("first", "7", words).print(new PrintWriter(beside, true));
        new Table("NAME", "~WHY").row("x".repeat(60), words).print(new PrintWriter(below, true));

        assertFits("beside", beside)
                .startsWith(
                        "NAME   COUNT  WHY",
                        "first      7  a word a word a word a word a word a word a word a word a word a")
                .endsWith("              word a word");
        assertFits("below", below)
                .startsWith("NAME" + " ".repeat(58) + "WHY", "x".repeat(60), "    a word" + " a word".repeat(10));
    }

    @Test
    void shouldDrawSharesAsBarsWhenThereAreSome() {
        double[] shares = {0, 0.49, 0.5, 1};

        assertThat(Sparkline.of(shares, StandardCharsets.UTF_8)).isEqualTo("▁▄▅█");
        assertThat(Sparkline.of(shares, StandardCharsets.US_ASCII)).isEmpty();
        assertThat(Sparkline.of(new double[] {0.5}, StandardCharsets.UTF_8)).isEmpty();
    }

    private static void assertHelpFits(CommandLine command) {
        StringWriter help = new StringWriter();
        command.usage(new PrintWriter(help, true));
        assertFits(command.getCommandSpec().qualifiedName(), help)
                .as("addresses and keys are in one piece")
                .noneMatch(line -> line.strip().startsWith("//") || line.endsWith("topics."));
        assertThat(command.getCommandSpec().usageMessage().footer())
                .as("examples can be copied")
                .filteredOn(line -> line.startsWith("  ") || line.startsWith("Example: "))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        command.getSubcommands().values().forEach(TerminalTest::assertHelpFits);
    }

    private static ListAssert<String> assertFits(String what, StringWriter shown) {
        return assertThat(shown.toString().lines().toList())
                .as(what)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .noneMatch(line -> line.contains("\u001b"));
    }
}
