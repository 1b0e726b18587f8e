package dev.credence.cli.command;

import static dev.credence.cli.command.Ran.credence;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Result;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.Topics;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Broken set-ups, each really there, and the cause that doctor names. */
@WithKafka
class DoctorIT {
    private static final String CLOSED = "127.0.0.1:1";

    private final KafkaCluster cluster;

    @TempDir
    private Path directory;

    DoctorIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldFindNothingWrongWithAFreshInstallation() {
        TopicCatalogue topics = cluster.freshTopics(2);
        try (Registry registry = Registry.connect(cluster.registryUrl(), Map.of())) {
            registry.registerEvents(topics);
        }

        Ran ran = doctor(topics);

        assertThat(ran.exitCode()).as(ran.out()).isEqualTo(ExitCode.DONE);
        assertThat(ran.lastLine()).endsWith(" 0 failures");
        assertThat(doctor(topics, "--json").json().path("fail").asInt()).isZero();
    }

    @Test
    void shouldSayThatNothingIsReachable() {
        Ran ran = credence(
                "doctor",
                "--bootstrap-server",
                CLOSED,
                "--schema-registry",
                "http://" + CLOSED,
                "--http-port",
                "0",
                "--data",
                directory.toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(ran.out()).contains("no Kafka broker is to be found", "no schema registry is to be found");
    }

    @Test
    void shouldNameWhatIsWrongWithTopics() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(2);
        alter(topics.confidence(), "message.timestamp.type", "CreateTime");
        alter(topics.patterns(), "retention.ms", "604800000");
        cluster.admin()
                .createPartitions(Map.of(topics.priority(), NewPartitions.increaseTo(3)))
                .all()
                .get();

        Ran ran = doctor(topics);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.SHORT);
        assertThat(ran.out())
                .contains(topics.confidence() + " has message.timestamp.type=CreateTime")
                .contains(topics.priority() + " has 3 partitions, but " + topics.patterns() + " has 2")
                .contains(topics.patterns() + " has a finite retention, retention.ms=604800000 (168 hours)");
    }

    @Test
    void shouldNameTopicsThatAreMissing() {
        String prefix = cluster.freshPrefix();

        Ran ran = doctor(new TopicCatalogue(prefix, prefix, 2));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.SHORT);
        assertThat(ran.out()).contains("topic " + prefix + ".patterns does not exist", "topics create");
    }

    @Test
    void shouldNameASchemaThatDoesNotFitAndARegistryThatIsNone() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(1);
        register(
                topics.confidence() + "-value",
                "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Other\\\",\\\"fields\\\":[]}");

        assertThat(doctor(topics).out())
                .contains("subject " + topics.confidence() + "-value holds an incompatible schema")
                .contains("subject " + topics.patterns() + "-value is missing");
        withHttpServer(port -> assertThat(doctor(topics, "--schema-registry", "http://127.0.0.1:" + port)
                        .out())
                .contains("what answers at http://127.0.0.1:" + port + " is not a schema registry"));
    }

    @Test
    void shouldNameWhatIsTakenByAnotherProgram() {
        TopicCatalogue topics = cluster.freshTopics(1);
        withHttpServer(port -> {
            assertThat(doctor(topics, "--http-port", "" + port).out())
                    .contains("http.port " + port + " of 127.0.0.1 is taken by a program that is not Credence");
            assertThat(doctor(topics, "--bootstrap-server", "127.0.0.1:" + port).out())
                    .contains("something listens at 127.0.0.1:" + port + " but does not answer as a Kafka broker");
        });
    }

    @Test
    @Timeout(60)
    void shouldEndWhenWhatListensNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            Ran ran = doctor(cluster.freshTopics(1), "--bootstrap-server", address);

            assertThat(ran.exitCode()).isEqualTo(ExitCode.SHORT);
            assertThat(ran.out())
                    .contains("something listens at " + address + " but does not answer as a Kafka broker")
                    .contains("(no answer within 5 s)");
            assertThat(credence("consume", "patterns", "--bootstrap-server", address)
                            .exitCode())
                    .isEqualTo(ExitCode.UNREACHABLE);
        }
    }

    @Test
    void shouldTellSettingsThatKafkaRefusesFromABrokerThatDoesNotAnswer() throws IOException {
        TopicCatalogue topics = cluster.freshTopics(1);
        Path longRequests = Files.writeString(directory.resolve("long.properties"), "request.timeout.ms=30000\n");
        Path contradictory = Files.writeString(
                directory.resolve("contradictory.properties"),
                "request.timeout.ms=30000\ndefault.api.timeout.ms=20000\n");

        assertThat(doctor(topics, "--command-config", longRequests.toString()).out())
                .contains("1 at " + cluster.bootstrapServers());
        assertThat(doctor(topics, "--command-config", contradictory.toString()).out())
                .contains(
                        "no Kafka client can be made of these settings: The specified value of default.api.timeout.ms")
                .doesNotContain("does not answer as a Kafka broker");
    }

    @Test
    void shouldNameOffsetsThatAreGoneBesideALedger() {
        TopicCatalogue topics = cluster.freshTopics(1);
        ledger(topics, topics.patterns(), topicId(topics.patterns()), 0);

        Ran ran = doctor(topics);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).contains("the offsets of group " + topics.applicationId() + " are gone for 1 of 1");
    }

    @Test
    void shouldSayWhatRetentionTookBeforeItWasRead() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(1);
        readUpTo3AndDeletedUpTo8(topics);

        Ran ran = doctor(topics);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.SHORT);
        assertThat(ran.out()).contains(topics.confidence() + "-0 begins at 8, but only 3 has been read");
    }

    /** As after the group's offsets were set back, while nothing new has come. */
    @Test
    void shouldNotCallLostWhatOnlyTheLedgerHasRead() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(1);
        readUpTo3AndDeletedUpTo8(topics);
        ledger(topics, topics.confidence(), topicId(topics.confidence()), 10);

        assertThat(doctor(topics).out())
                .contains("group " + topics.applicationId() + " has offsets for 1 partitions")
                .doesNotContain("begins at");
    }

    @Test
    void shouldNameATopicThatWasCreatedAgain() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(1);
        ledger(topics, topics.patterns(), "AAAAAAAAAAAAAAAAAAAAAA", 0);
        // It had more partitions than it has now.
        cluster.admin()
                .createTopics(List.of(new NewTopic(topics.evidenceChangelog(), 2, (short) 1)))
                .all()
                .get();
        LedgerRow gone = LedgerRow.start(topics.patterns(), "AAAAAAAAAAAAAAAAAAAAAA", 5);
        cluster.produce(List.of(new ProducerRecord<>(
                topics.evidenceChangelog(),
                1,
                LedgerRow.key(topics.patterns()).getBytes(StandardCharsets.UTF_8),
                LedgerFormat.encode(gone))));

        assertThat(doctor(topics).out())
                .contains("FAIL  offsets    topic " + topics.patterns() + " was deleted and created again");
    }

    @Test
    void shouldNameAHalfLifeThatChanged() throws Exception {
        TopicCatalogue topics = cluster.freshTopics(1);
        cluster.admin()
                .createTopics(List.of(new NewTopic(topics.evidenceChangelog(), 1, (short) 1)))
                .all()
                .get();
        Evidence evidence = new Evidence(Duration.ofDays(30).toMillis());
        evidence.fold(Result.SUCCESS, 1, 1_760_000_000_000L);
        put(topics.evidenceChangelog(), "p1", new EvidenceRow(evidence, 0, -1).encode());

        assertThat(doctor(topics, "--half-life", "7d").out())
                .contains("the half-life changed: the evidence of p1 was folded with 30d, the settings give it 7d");
    }

    @Test
    void shouldNameAFileThatIsNoViewAndADirectoryThatIsNone() throws IOException {
        TopicCatalogue topics = cluster.freshTopics(1);
        Files.createDirectories(directory.resolve("view"));
        Path file = Files.writeString(directory.resolve("view/view.db"), "someone's notes ".repeat(100));

        assertThat(doctor(topics).out()).contains("view.db is not an SQLite database");
        assertThat(doctor(topics, "--data", file.resolve("below").toString()).out())
                .contains("cannot be used: " + file + " is a file");
    }

    @Test
    void shouldNameTheProcessThatHasTheDirectory() throws IOException {
        TopicCatalogue topics = cluster.freshTopics(1);
        Files.createDirectories(directory.resolve("view"));
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("view/view.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(doctor(topics).out())
                    .contains("process " + ProcessHandle.current().pid(), "has the view of " + directory);
            // Looking must not free it.
            assertThat(doctor(topics).out()).contains("has the view of " + directory);
        }
    }

    private Ran doctor(TopicCatalogue topics, String... others) {
        List<String> arguments = new ArrayList<>(List.of("doctor"));
        List<String> given = List.of(others);
        add(arguments, given, "--bootstrap-server", cluster.bootstrapServers());
        add(arguments, given, "--schema-registry", cluster.registryUrl());
        add(arguments, given, "--data", directory.toString());
        add(arguments, given, "--http-port", "0");
        arguments.addAll(List.of("--topics-prefix", topics.prefix(), "--application-id", topics.applicationId()));
        arguments.addAll(given);
        return credence(arguments.toArray(String[]::new));
    }

    private static void add(List<String> arguments, List<String> given, String flag, String value) {
        if (!given.contains(flag)) {
            arguments.addAll(List.of(flag, value));
        }
    }

    private void alter(String topic, String key, String value) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        cluster.admin()
                .incrementalAlterConfigs(Map.of(resource, List.of(set)))
                .all()
                .get();
    }

    private String topicId(String topic) {
        return Topics.describe(cluster.admin(), List.of(topic))
                .values()
                .iterator()
                .next()
                .id()
                .toString();
    }

    private void ledger(TopicCatalogue topics, String source, String topicId, long nextOffset) {
        LedgerRow row = LedgerRow.start(source, topicId, nextOffset);
        put(topics.bodies(), LedgerRow.key(source), LedgerFormat.encode(row));
    }

    /** Of ten outcomes, as far as the group's offset tells. */
    private void readUpTo3AndDeletedUpTo8(TopicCatalogue topics) throws Exception {
        for (int i = 0; i < 10; i++) {
            put(topics.confidence(), "p1", new byte[] {0});
        }
        TopicPartition source = new TopicPartition(topics.confidence(), 0);
        cluster.admin()
                .deleteRecords(Map.of(source, RecordsToDelete.beforeOffset(8)))
                .all()
                .get();
        cluster.admin()
                .alterConsumerGroupOffsets(topics.applicationId(), Map.of(source, new OffsetAndMetadata(3)))
                .all()
                .get();
    }

    private void put(String topic, String key, byte[] value) {
        cluster.produce(List.of(new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value)));
    }

    private void register(String subject, String schema) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(cluster.registryUrl() + "/subjects/" + subject + "/versions"))
                .header("content-type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"" + schema + "\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Runs {@code test} beside a web server that is none of ours. */
    private static void withHttpServer(java.util.function.IntConsumer test) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] page = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
            try {
                test.accept(server.getAddress().getPort());
            } finally {
                server.stop(0);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
