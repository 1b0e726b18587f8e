package dev.credence.processor.topology;

import static dev.credence.processor.topology.TopologyHarness.ENCODER;
import static dev.credence.processor.topology.TopologyHarness.NOW;
import static dev.credence.processor.topology.TopologyHarness.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.DeletedBody;
import dev.credence.core.body.Origin;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Step;
import dev.credence.processor.deadletter.DeadLetter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternTopologyTest {
    private static final Pattern FULL = new Pattern(
            "p1",
            "strategy",
            "retry with backoff",
            Map.of("lang", "en"),
            new float[] {0.25f, -0.0f},
            List.of(new Step(NOW, "edit", 0.5, new double[] {1.0, 2.5})),
            new Prior(0.6, 4),
            Priority.HIGH);

    @TempDir
    Path dataDir;

    private TopologyHarness topology;

    @BeforeEach
    void start() {
        topology = new TopologyHarness(dataDir);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    @Test
    void shouldSendTheBodyThenTheLedgerWhenAPatternComes() {
        topology.pipe(TOPICS.patterns(), "p1", ENCODER.encode(FULL));

        List<TestRecord<byte[], byte[]>> bodies = topology.drain(TOPICS.bodies());
        assertThat(bodies).extracting(TopologyHarness::key).containsExactly("p1", "!ledger/credence.patterns");
        StoredBody body = (StoredBody) TopologyHarness.body(bodies.get(0));
        assertThat(BodyCodec.decode("p1", body)).isEqualTo(FULL);
        assertThat(body.origin()).isEqualTo(new Origin(NOW, 0, 0));
        assertThat(body.createdAtMs()).isEqualTo(NOW);
        LedgerRow ledger = TopologyHarness.ledger(bodies.get(1));
        assertThat(ledger)
                .extracting(
                        LedgerRow::topicId,
                        LedgerRow::nextOffset,
                        LedgerRow::applied,
                        LedgerRow::batches,
                        LedgerRow::rows)
                .containsExactly("idP", 1L, 1L, 1L, 1L);
    }

    @Test
    void shouldAskForTheCommitAtOnceWhenAPatternIsCritical() {
        Pattern critical = new Pattern("p1", "strategy", "text", Map.of(), null, null, null, Priority.CRITICAL);

        topology.pipe(TOPICS.patterns(), "p1", ENCODER.encode(critical));

        assertThat(topology.meters
                        .get("credence.commit.requests")
                        .tag("cause", "critical")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldKeepTheLedgerRowInItsStoreWithTheSameBytes() {
        topology.pipe(TOPICS.patterns(), "p1", ENCODER.encode(FULL));

        List<TestRecord<byte[], byte[]>> store = topology.drain(TOPICS.patternStoreChangelog());
        List<TestRecord<byte[], byte[]>> bodies = topology.drain(TOPICS.bodies());
        assertThat(store.get(store.size() - 1).value())
                .isEqualTo(bodies.get(bodies.size() - 1).value());
    }

    @Test
    void shouldKeepTheFirstAppendTimeAndCarryTheLastWhenAPatternComesAgain() {
        topology.pipe(TOPICS.patterns(), "p1", ENCODER.encode(FULL));
        topology.pipe(TOPICS.patterns(), "p1", ENCODER.encode(FULL), NOW + 7, new RecordHeaders());

        StoredBody again = (StoredBody)
                TopologyHarness.body(topology.drain(TOPICS.bodies()).get(2));
        assertThat(again.createdAtMs()).isEqualTo(NOW);
        assertThat(again.origin()).isEqualTo(new Origin(NOW + 7, 0, 1));
    }

    @Test
    void shouldSendADeletionWhenATombstoneComes() {
        topology.pipe(TOPICS.patterns(), "p1", ENCODER.encode(FULL));
        topology.pipe(TOPICS.patterns(), "p1", null, NOW + 7, new RecordHeaders());

        TestRecord<byte[], byte[]> deletion = topology.drain(TOPICS.bodies()).get(2);
        assertThat(TopologyHarness.body(deletion)).isEqualTo(new DeletedBody(new Origin(NOW + 7, 0, 1), NOW));
        assertThat(topology.drain(TOPICS.deadLetter())).isEmpty();
    }

    @Test
    void shouldDeadLetterATombstoneOfAnImpossibleId() {
        topology.pipe(TOPICS.patterns(), "!ledger/credence.patterns", null);

        assertThat(TopologyHarness.header(topology.drain(TOPICS.deadLetter()).get(0), DeadLetter.REASON))
                .isEqualTo("bad-id");
        assertThat(topology.drain(TOPICS.bodies()))
                .extracting(TopologyHarness::key)
                .containsExactly("!ledger/credence.patterns");
    }

    @Test
    void shouldDeadLetterAPatternUnderAnothersKey() {
        topology.pipe(TOPICS.patterns(), "p2", ENCODER.encode(FULL));

        assertThat(TopologyHarness.header(topology.drain(TOPICS.deadLetter()).get(0), DeadLetter.REASON))
                .isEqualTo("key-mismatch");
        LedgerRow ledger =
                TopologyHarness.ledger(topology.drain(TOPICS.bodies()).get(0));
        assertThat(ledger)
                .extracting(LedgerRow::consumed, LedgerRow::applied, LedgerRow::deadLettered)
                .containsExactly(1L, 0L, 1L);
    }

    @Test
    void shouldSendADictionaryBeforeTheFirstBodyThatNeedsIt() {
        Map<String, Dictionary> sent = new HashMap<>();
        int over = 0;
        for (int i = 0; i < 300; i++) {
            Pattern pattern = Pattern.ofText("p" + i, "strategy", words(i));
            topology.pipe(TOPICS.patterns(), pattern.id(), ENCODER.encode(pattern));
            for (TestRecord<byte[], byte[]> record : topology.drain(TOPICS.bodies())) {
                String key = TopologyHarness.key(record);
                if (Dictionary.isKey(key)) {
                    sent.put(key, Dictionary.decode(key, record.value()));
                } else if (key.equals(pattern.id())) {
                    StoredBody body = (StoredBody) TopologyHarness.body(record);
                    String needed = body.dictionaryKey();
                    over += needed == null ? 0 : 1;
                    assertThat(BodyCodec.decode(key, body.with(needed == null ? null : sent.get(needed))))
                            .isEqualTo(pattern);
                }
            }
        }
        assertThat(sent).isNotEmpty();
        assertThat(over).isGreaterThan(150);
        assertThat(topology.drain(TOPICS.patternStoreChangelog()))
                .extracting(TopologyHarness::key)
                .contains("!dict/strategy");
        assertThat(topology.counter("credence.codec.bytes", "codec", "zstd_dictionary"))
                .isPositive();
    }

    private static String words(int seed) {
        String[] words = {"retry", "timeout", "the request", "after a pause", "cache", "index", "plan"};
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(words[random.nextInt(words.length)]).append(i % 9 == 0 ? ". " : " ");
        }
        return text.toString();
    }
}
