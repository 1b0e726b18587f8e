package dev.credence.processor.view;

import static dev.credence.processor.view.InternalRecords.BODIES;
import static dev.credence.processor.view.InternalRecords.EVIDENCE;
import static dev.credence.processor.view.InternalRecords.at;
import static dev.credence.processor.view.InternalRecords.body;
import static dev.credence.processor.view.InternalRecords.evidence;
import static dev.credence.processor.view.InternalRecords.ledger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Dictionary;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ChangeReaderTest {
    private final ChangeReader reader = new ChangeReader(BODIES.topic());

    @Test
    void shouldReadEvidenceWhenTheTopicIsTheChangelog() {
        assertThat(reader.read(at(EVIDENCE, 0, "p1", evidence(2))))
                .isInstanceOfSatisfying(Change.OfEvidence.class, row -> {
                    assertThat(row.id()).isEqualTo("p1");
                    assertThat(row.value()).isEqualTo(evidence(2));
                });
    }

    @Test
    void shouldReadABodyWhenTheTopicIsThatOfBodies() {
        assertThat(reader.read(at(BODIES, 0, "p1", body("p1", "text", 0))))
                .isInstanceOfSatisfying(
                        Change.OfBody.class, row -> assertThat(row.body()).isInstanceOf(StoredBody.class));
    }

    @Test
    void shouldReadALedgerRowInBothTopics() {
        assertThat(reader.read(at(EVIDENCE, 0, "!ledger/c", ledger("c", 4)))).isInstanceOf(Change.OfLedger.class);
        assertThat(reader.read(at(BODIES, 0, "!ledger/c", ledger("c", 4)))).isInstanceOf(Change.OfLedger.class);
    }

    @Test
    void shouldPassOverKindsThatItDoesNotKnow() {
        assertThat(reader.read(at(BODIES, 0, "!later/strategy/abc", new byte[] {9, 9})))
                .isInstanceOf(Change.Unknown.class);
    }

    @Test
    void shouldReadADictionaryUnderItsOwnKeyAlone() {
        Dictionary dictionary = new Dictionary("strategy", new byte[300]);

        assertThat(reader.read(at(BODIES, 0, dictionary.key(), dictionary.encode())))
                .isEqualTo(new Change.OfDictionary(dictionary));
        assertThatThrownBy(() -> reader.read(at(BODIES, 0, "!dict/strategy/abc", dictionary.encode())))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void shouldNameTheRecordWhenItIsDamaged() {
        byte[] cut = Arrays.copyOf(evidence(2), 6);

        assertThatThrownBy(() -> reader.read(at(EVIDENCE, 17, "p1", cut)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(EVIDENCE.topic() + "-0@17 (key p1) cannot be read");
    }

    @Test
    void shouldSayWhichFormatItReadsWhenTheRecordIsOfANewerOne() {
        byte[] newer = evidence(2);
        newer[0] = 2;

        assertThatThrownBy(() -> reader.read(at(EVIDENCE, 17, "p1", newer)))
                .hasMessageContaining("evidence row of format 2; this build reads format 1");
    }

    @Test
    void shouldRefuseALedgerRowUnderAnotherTopicsKey() {
        assertThatThrownBy(() -> reader.read(at(EVIDENCE, 3, "!ledger/c", ledger("p", 4))))
                .hasMessageContaining("ledger row of p under the key of c");
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldRefuseATombstone() {
        ConsumerRecord<byte[], byte[]> tombstone =
                new ConsumerRecord<>(BODIES.topic(), 0, 5L, new byte[] {'a'}, (byte[]) null);

        assertThatThrownBy(() -> reader.read(tombstone))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("t.bodies-0@5 (key a)")
                .hasMessageContaining("tombstone");
    }
}
