package dev.credence.cli.command;

import static dev.credence.cli.command.Ran.credence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Up;
import dev.credence.core.model.Outcome;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.testkit.EventGenerator;
import dev.credence.testkit.EventRecords;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.KeyPartition;
import dev.credence.testkit.WithKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The recorded log against the view that came of it, into a file, and into other topics. */
@WithKafka
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {
    private static final int OUTCOMES = 20_000;

    private final KafkaCluster cluster;
    private final TopicCatalogue topics;
    private final EventGenerator events = new EventGenerator(7, 300);

    private Path directory = Path.of("unset");
    private Up up;

    ReplayIT(KafkaCluster cluster) {
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
        publish();
    }

    @AfterAll
    void stop() {
        up.close();
    }

    /** Java's partitioner and librdkafka's by turns, deletions, and what no decoder reads. */
    private void publish() {
        EventRecords java = cluster.events(topics);
        EventRecords other = java.partitionedBy(KeyPartition.CRC32);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        events.patterns().forEach(pattern -> records.add(java.record(pattern)));
        events.ids().stream().limit(20).forEach(id -> records.add(java.deletion(id)));
        List<Outcome> outcomes = events.outcomes(OUTCOMES);
        for (int i = 0; i < outcomes.size(); i++) {
            records.add((i % 2 == 0 ? java : other).record(outcomes.get(i)));
        }
        records.add(java.raw(topics.confidence(), "p1", new byte[] {0, 0, 0, 0, 99, 1}));
        cluster.produce(records);
    }

    @Test
    void shouldFindTheViewIdenticalAlsoWhileEventsFlow() {
        await("--verify", "identical: 300 patterns, 20321 events");
        EventRecords records = cluster.events(topics);
        cluster.produce(new EventGenerator(8, 300)
                .outcomes(3_000).stream().map(records::record).toList());

        Ran flowing = mine("replay", "--verify");

        assertThat(flowing.err()).isEmpty();
        assertThat(flowing.lastLine()).startsWith("identical: 300 patterns, ");
        assertThat(flowing.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldFoldTheLogIntoAFileOfItsOwn() {
        Path file = directory.resolve("fold.db");

        Ran ran = mine("replay", "--into", file.toString(), "--half-life", "7d", "--to", "4102444800000");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.lastLine()).startsWith("folded 2").endsWith(" events into " + file);
        assertThat(credence("inspect", file.toString(), "--json")
                        .json()
                        .path("view")
                        .path("half_lives")
                        .toString())
                .contains("7d");
        assertThat(mine("replay", "--into", file.toString()).err()).contains("exists");
    }

    @Test
    void shouldFoldIntoAFileAndVerifyInOneCommand() {
        Ran ran = mine("replay", "--into", directory.resolve("proof.db").toString(), "--verify");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("folded 2");
        assertThat(ran.lastLine()).startsWith("identical: ");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldPublishTheSameBytesIntoTheTopicsOfAnotherPrefix() {
        String prefix = cluster.freshPrefix();

        Ran ran = mine("replay", "--as", prefix, "--speed", "max");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.lastLine()).startsWith("published=").contains("offered max, achieved ");
        for (String suffix : List.of("patterns", "confidence", "confidence.priority")) {
            List<ConsumerRecord<byte[], byte[]>> copied = cluster.consumeAll(prefix + "." + suffix, true);
            assertThat(copied).isNotEmpty();
            assertThat(copied.stream().map(ReplayIT::content))
                    .containsExactlyElementsOf(cluster.consumeAll(topics.prefix() + "." + suffix, true).stream()
                            .limit(copied.size())
                            .map(ReplayIT::content)
                            .toList());
        }
    }

    @Test
    void shouldKeepTheRecordedGapsWhenPublishingAtASpeed() {
        Ran ran = mine("replay", "--as", cluster.freshPrefix(), "--speed", "1000x");

        assertThat(ran.lastLine()).containsPattern("offered [0-9]+ records/s, achieved [0-9]+ records/s");
        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldTryHalfLivesAndPriorsBesideTheirPeers() {
        Ran ran = mine("replay", "--half-life", "1h,30d", "--prior", "0.5:2,0.7:20");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("half-life 1h, prior 0.5:2 ")
                .contains("half-life 30d, prior 0.7:20 ")
                .contains("EMA, each outcome pulls by 0.05 ")
                .contains("running mean ");
        assertThat(ran.lastLine()).startsWith("best of 2").contains(" of 300 patterns: half-life ");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThat(mine("replay", "--half-life", "7d,soon").err())
                .contains("--half-life")
                .contains("'soon'");
        assertThat(mine("replay", "--half-life", "7d", "--prior", "2:1").err())
                .contains("--prior")
                .contains("'2:1'");
        assertThat(mine("replay", "--verify", "--half-life", "7d,8d").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(mine("replay").err()).contains("--into FILE, --verify, --as PREFIX, or --half-life");
        assertThat(mine("replay", "--as", topics.prefix()).err()).contains("another prefix");
        assertThat(mine("replay", "--verify", "--from", "0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(mine("replay", "--into", "x.db", "--from", "yesterday").err())
                .contains("--from must be a time")
                .contains("yesterday");
        assertThat(mine("replay", "--as", "x", "--speed", "fast").err()).contains("--speed must be");
        assertThat(Files.exists(Path.of("x.db"))).isFalse();
    }

    private void await(String flag, String lastLine) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(mine("replay", flag).lastLine()).isEqualTo(lastLine));
    }

    private static String content(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + " " + Arrays.toString(record.key()) + " " + Arrays.toString(record.value());
    }

    private Ran mine(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 10);
        List<String> own = List.of(
                "--topics-prefix", topics.prefix(),
                "--application-id", topics.applicationId(),
                "--bootstrap-server", cluster.bootstrapServers(),
                "--schema-registry", cluster.registryUrl(),
                "--data", directory.resolve("data").toString());
        for (int i = 0; i < own.size(); i++) {
            all[arguments.length + i] = own.get(i);
        }
        return credence(all);
    }
}
