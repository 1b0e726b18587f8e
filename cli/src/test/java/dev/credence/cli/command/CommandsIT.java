package dev.credence.cli.command;

import static dev.credence.cli.command.Ran.credence;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Up;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicSpec;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each command against a running installation, found by its run file or named by flags; outputs and exit codes. */
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {
    private static final String CLOSED_PORT = "127.0.0.1:1";

    private final KafkaCluster cluster;
    private final TopicCatalogue topics;

    private Path directory = Path.of("unset");
    private Up up;

    CommandsIT(KafkaCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.freshTopics(2);
    }

    @BeforeAll
    void start(@TempDir Path scratch) {
        directory = scratch;
        Map<Key, Setting> flags = new EnumMap<>(Key.class);
        flags.put(Key.BOOTSTRAP_SERVERS, new Setting(cluster.bootstrapServers(), "test"));
        flags.put(Key.SCHEMA_REGISTRY_URL, new Setting(cluster.registryUrl(), "test"));
        flags.put(Key.TOPICS_PREFIX, new Setting(topics.prefix(), "test"));
        flags.put(Key.APPLICATION_ID, new Setting(topics.applicationId(), "test"));
        flags.put(Key.DATA_DIR, new Setting(directory.resolve("data").toString(), "test"));
        flags.put(Key.HTTP_PORT, new Setting("0", "test"));
        up = Up.start(Settings.resolve(flags, Map.of(), null, Profile.PRODUCTION), null, line -> {});
    }

    @AfterAll
    void stop() {
        up.close();
    }

    @Test
    void shouldPublishLinesAndReadThemBack() throws IOException {
        Path patterns = lines("{\"id\":\"cli:1\",\"type\":\"recipe\",\"content\":\"Read the error first.\"}");
        Path outcomes = lines(
                "{\"pattern_id\":\"cli:1\",\"outcome\":\"success\"}",
                "{\"pattern_id\":\"cli:1\",\"outcome\":\"failure\"}");

        Ran stored = credence("publish", "patterns", patterns.toString(), "--topics-prefix", topics.prefix());
        Ran reported = credence(
                "publish", "confidence", outcomes.toString(), "--topics-prefix", topics.prefix(), "--receipts");

        assertThat(stored.lastLine()).isEqualTo("acked=1 rejected=0");
        assertThat(stored.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(reported.lines()).hasSize(3).last().isEqualTo("acked=2 rejected=0");
        String receipt = reported.lines().get(1).split("\t", 2)[1];
        Ran got = credence("get", "cli:1", "--after", receipt, "--wait", "20000", "--json");
        assertThat(got.json().path("usage_count").asInt()).isEqualTo(2);
        assertThat(credence("get", "cli:1").out()).contains("Read the error first.", "1 successes, 1 failures");
    }

    @Test
    void shouldNumberTheLinesThatAreRefused() throws IOException {
        Path outcomes = lines(
                "{\"pattern_id\":\"cli:2\",\"outcome\":\"success\"}",
                "{\"pattern_id\":\"cli:2\",\"outcome\":\"success\",\"weight\":-1}");

        Ran ran = credence("publish", "confidence", outcomes.toString(), "--topics-prefix", topics.prefix());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.SHORT);
        assertThat(ran.lastLine()).isEqualTo("acked=1 rejected=1");
        assertThat(ran.err()).isEqualToIgnoringNewLines("line 2: weight must be > 0 and <= 1000, was -1");
    }

    @Test
    void shouldWriteOverHttpAndPrintReceipts() {
        Ran stored = credence("store", "cli:3", "--type", "recipe", "--content", "One thing at a time.");
        Ran reported = credence("outcome", "cli:3", "success", "--weight", "2", "--json");

        assertThat(stored.out().trim()).startsWith(topics.patterns() + "-").contains("@");
        String receipt = reported.json().path("receipts").path(0).asText();
        assertThat(credence("get", "cli:3", "--after", receipt, "--wait", "20000")
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
        assertThat(credence("list", "--type", "recipe", "--json").json().path("patterns"))
                .anyMatch(pattern -> pattern.path("id").asText().equals("cli:3"));
        assertThat(credence("top", "--limit", "5").out()).startsWith("ID");
        assertThat(credence("stats", "--json").json().path("ledger").isArray()).isTrue();
        assertThat(credence("stats").out()).contains(topics.confidence());
    }

    @Test
    void shouldEndWithTheCodeThatSaysWhatIsWrong() {
        assertThat(credence("get", "cli:nobody")).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(ExitCode.NO_SUCH_ID);
            assertThat(ran.err()).startsWith("credence: nothing is known of cli:nobody");
        });
        assertThat(credence("get", "cli:1", "--url", "http://" + CLOSED_PORT).exitCode())
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(credence("list", "--limit", "0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(credence("outcome", "cli:1", "success", "--weight", "0").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(credence("consume", "confidence", "--bootstrap-server", CLOSED_PORT))
                .satisfies(ran -> {
                    assertThat(ran.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
                    assertThat(ran.err()).startsWith("credence: no Kafka broker answers at " + CLOSED_PORT);
                });
        assertThat(credence("topics", "describe", "--bootstrap-server", CLOSED_PORT)
                        .exitCode())
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(credence("publish", "patterns", "/no/such/file", "--topics-prefix", topics.prefix())
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldConsumeEveryKindOfRecordDecoded() {
        RecordMetadata bad = refused();
        credence("store", "cli:4", "--type", "recipe", "--content", "x");
        Ran outcome = credence("outcome", "cli:4", "success", "--json");
        credence(
                "get",
                "cli:4",
                "--after",
                outcome.json().path("receipts").path(0).asText(),
                "--wait",
                "20000");

        assertThat(consume("patterns")).anySatisfy(record -> {
            assertThat(record.path("kind").asText()).isEqualTo("pattern");
            assertThat(record.path("key").asText()).isEqualTo("cli:4");
            assertThat(record.path("value").path("type").asText()).isEqualTo("recipe");
        });
        assertThat(consume("confidence")).anySatisfy(record -> {
            assertThat(record.path("timestamp_type").asText()).isEqualTo("LogAppendTime");
            assertThat(record.path("value").path("outcome").asText()).isEqualTo("success");
        });
        assertThat(consume("confidence", "--partition", "" + bad.partition(), "--offset", "" + bad.offset()))
                .first()
                .satisfies(record -> assertThat(
                                record.path("undecodable").path("code").asText())
                        .isEqualTo("bad-wire-format"));
        assertThat(kinds("bodies")).contains("body", "ledger");
        assertThat(kinds("evidence")).contains("evidence", "ledger");
        assertThat(consume("evidence", "--max-messages", "1")).hasSize(1);
        assertThat(credence("consume", "nothing.here").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(credence("consume", "confidence", "--offset", "5").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldShowDeadLettersOnceAndWhole() {
        RecordMetadata bad = refused();
        String origin = bad.topic() + "-" + bad.partition() + "@" + bad.offset();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> mine("dead-letters", "list").out().contains(origin));
        // The corruption path may write one twice: its origin is its identity.
        cluster.consumeAll(topics.deadLetter(), true).stream()
                .limit(1)
                .forEach(letter -> cluster.produce(List.of(new ProducerRecord<>(
                        letter.topic(), letter.partition(), letter.key(), letter.value(), letter.headers()))));

        assertThat(mine("dead-letters", "list", "--reason", "bad-wire-format", "--json")
                        .jsonLines())
                .extracting(letter -> letter.path("origin").asText())
                .contains(origin)
                .doesNotHaveDuplicates();
        assertThat(mine("dead-letters", "list").lastLine()).contains("1 that repeat");
        assertThat(mine("dead-letters", "show", origin).out())
                .contains(
                        origin + "  bad-wire-format", "6e 6f 74 20 61 76 72 6f", "not avro", "__streams.errors.topic");
        assertThat(mine("dead-letters", "show", origin, "--json")
                        .json()
                        .path("source")
                        .path("kind")
                        .asText())
                .isEqualTo("outcome");
        assertThat(mine("dead-letters", "show", topics.patterns() + "-0@999999").exitCode())
                .isEqualTo(ExitCode.NO_SUCH_ID);
    }

    @Test
    void shouldRedriveADeadLetterOnce() {
        RecordMetadata bad = refused();
        String origin = bad.topic() + "-" + bad.partition() + "@" + bad.offset();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> mine("dead-letters", "list").out().contains(origin));

        assertThat(mine("dead-letters", "redrive", origin, "--dry-run").lastLine())
                .isEqualTo("would-redrive=1 already=0 cut=0");
        assertThat(mine("dead-letters", "redrive", origin).lastLine()).isEqualTo("redriven=1 already=0 cut=0");
        assertThat(mine("dead-letters", "redrive", origin).lastLine()).isEqualTo("redriven=0 already=1 cut=0");

        assertThat(cluster.consumeAll(topics.confidence(), true))
                .filteredOn(record -> record.headers().lastHeader("credence.redriven") != null)
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.partition()).isEqualTo(bad.partition());
                    assertThat(record.value()).isEqualTo(bytes("not avro"));
                    assertThat(record.headers().lastHeader("credence.reason")).isNull();
                });
        assertThat(mine("dead-letters", "redrive", topics.patterns() + "-0@999999")
                        .exitCode())
                .isEqualTo(ExitCode.NO_SUCH_ID);
        assertThat(mine("dead-letters", "redrive").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void shouldPlanCreateAndDescribeTopics() {
        String prefix = cluster.freshPrefix();

        Ran plan = credence("topics", "create", "--dry-run", "--topics-prefix", prefix, "--replication-factor", "3");
        assertThat(plan.out())
                .contains(prefix + ".confidence  partitions=4 replication-factor=3", "min.insync.replicas=2")
                .contains("--allow-principal 'User:credence-processor' --operation Read --operation DescribeConfigs"
                        + " --topic '" + prefix + ".patterns'")
                .contains("# query-service: none");
        Ran missing = credence("topics", "describe", "--topics-prefix", prefix);
        assertThat(missing.exitCode()).isEqualTo(ExitCode.SHORT);
        assertThat(missing.err()).contains(prefix + ".patterns does not exist");

        Ran created = credence("topics", "create", "--topics-prefix", prefix, "--topics-partitions", "1");

        assertThat(created.lastLine()).isEqualTo("5 created, 0 were there");
        Ran described = credence("topics", "describe", "--topics-prefix", prefix, "--json");
        assertThat(described.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(described.json().path("topics")).hasSize(5);
        assertThat(described.json().path("differences")).isEmpty();
    }

    @Test
    void shouldCreateTopicsThatFitTheOneThatExists() {
        for (String existing : List.of(".patterns", ".confidence.priority")) {
            String prefix = cluster.freshPrefix();
            try (Admin admin = Clients.admin(up.settings())) {
                TopicSpec spec = new TopicCatalogue(prefix, prefix, 3)
                        .specs((short) 1).stream()
                                .filter(each -> each.name().equals(prefix + existing))
                                .findFirst()
                                .orElseThrow();
                admin.createTopics(List.of(new NewTopic(spec.name(), 3, (short) 1).configs(spec.configs())))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            }

            Ran created = credence("topics", "create", "--topics-prefix", prefix);

            assertThat(created.exitCode()).as(created.err()).isEqualTo(ExitCode.DONE);
            assertThat(created.lastLine()).isEqualTo("4 created, 1 were there");
            Ran described = credence("topics", "describe", "--topics-prefix", prefix, "--json");
            assertThat(described.json().path("topics"))
                    .hasSize(5)
                    .allMatch(topic -> topic.path("partitions").asInt() == 3);
        }
    }

    @Test
    void shouldInspectTheLiveView() throws IOException {
        Path data = directory.resolve("data");
        Ran stored = credence("store", "cli:5", "--type", "recipe", "--content", "again and ".repeat(500));
        credence("get", "cli:5", "--after", stored.out().trim(), "--wait", "20000");

        assertThat(credence("inspect", data.toString()).out())
                .contains("application_id 0x43524544, a view of Credence, format 1", "idx_patterns_usage", "zstd");
        JsonNode json = credence("inspect", data.resolve("view/view.db").toString(), "--json")
                .json();
        assertThat(json.path("view").path("topics_prefix").asText()).isEqualTo(topics.prefix());
        assertThat(json.path("positions")).hasSize(4);
        assertThat(credence("inspect", data.toString(), "--analyze").out())
                .contains("most used", "USING INDEX idx_patterns_usage");
        JsonNode copied =
                credence("snapshot", data.resolve("copy").toString(), "--json").json();
        assertThat(copied.path("positions").size()).isPositive();
        assertThat(credence("inspect", data.resolve("copy").toString(), "--json")
                        .json()
                        .at("/view/generation")
                        .asText())
                .isEqualTo(copied.path("generation").asText());
        assertThat(credence("inspect", "/no/such/file").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(credence("inspect", lines("x".repeat(5000)).toString()).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private RecordMetadata refused() {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topics.confidence(), bytes("cli:bad"), bytes("not avro"));
        return cluster.produce(List.of(record)).get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> kinds(String topic) {
        return consume(topic).stream()
                .map(record -> record.path("kind").asText())
                .toList();
    }

    private List<JsonNode> consume(String topic, String... flags) {
        String[] all = new String[flags.length + 2];
        all[0] = "consume";
        all[1] = topic;
        System.arraycopy(flags, 0, all, 2, flags.length);
        return mine(all).jsonLines();
    }

    /** With this installation's names; the broker is that of the run file. */
    private Ran mine(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 4);
        all[arguments.length] = "--topics-prefix";
        all[arguments.length + 1] = topics.prefix();
        all[arguments.length + 2] = "--application-id";
        all[arguments.length + 3] = topics.applicationId();
        return credence(all);
    }

    private Path lines(String... lines) throws IOException {
        return Files.write(Files.createTempFile(directory, "lines", ".jsonl"), List.of(lines));
    }
}
