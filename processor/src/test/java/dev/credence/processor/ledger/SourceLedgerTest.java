package dev.credence.processor.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.ledger.RefusedRecord;
import dev.credence.core.rules.Reason;
import dev.credence.processor.metrics.ProcessorMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class SourceLedgerTest {
    private static final TopicPartition SOURCE = new TopicPartition("events", 3);

    private final ProcessorMetrics metrics = new ProcessorMetrics(new SimpleMeterRegistry(), List.of());
    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("test").get();
    private final List<String> probed = new ArrayList<>();
    private OptionalLong firstInGap = OptionalLong.empty();

    @Test
    void shouldCountAsDuplicateWhatTheStoredLedgerHasPassed() {
        stored(10);
        SourceLedger ledger = open();

        assertThat(ledger.admits(8)).isFalse();
        assertThat(ledger.admits(9)).isFalse();
        assertThat(ledger.admits(10)).isTrue();
        ledger.applied(10, 77);

        LedgerRow row = LedgerFormat.decode(ledger.close(5, 6, false, metrics));
        assertThat(row).isEqualTo(new LedgerRow("events", "id", 11, 13, 11, 2, 0, 5, 7, 5, 6, 77, false));
        assertThat(probed).isEmpty();
    }

    @Test
    void shouldFailWhenRecordsLieBetweenTheLedgerAndTheFirstRecord() {
        stored(10);
        firstInGap = OptionalLong.of(12);
        SourceLedger ledger = open();

        assertThatThrownBy(() -> ledger.admits(15))
                .isInstanceOf(LostRecordsException.class)
                .hasMessageContaining("events-3 from offset 10 to 14");
        assertThat(probed).containsExactly("events-3 10 15");
    }

    @Test
    void shouldFailWhenRecordsWereLostBeforeThereWasALedger() {
        firstInGap = OptionalLong.of(0);

        assertThatThrownBy(() -> open().admits(1)).isInstanceOf(LostRecordsException.class);
    }

    @Test
    void shouldPassOverAGapOfMarkersAndAskOnlyOnce() {
        stored(10);
        SourceLedger ledger = open();

        assertThat(ledger.admits(12)).isTrue();
        ledger.applied(12, 1);
        assertThat(ledger.admits(20)).isTrue();
        assertThat(probed).hasSize(1);
    }

    /** Not to the ledger's end: retention may have taken the records there, and nobody reads from below the log. */
    @Test
    void shouldTakeTheReaderBackToTheFirstRecordThatItWouldPassOver() {
        stored(10);
        firstInGap = OptionalLong.of(12);
        Consumer<byte[], byte[]> reader = reader(15);

        open().place(reader);

        assertThat(reader.position(SOURCE)).isEqualTo(12);
        assertThat(probed).containsExactly("events-3 10 15");
    }

    @Test
    void shouldLeaveTheReaderWhereItIsWhenItPassesOverMarkers() {
        stored(10);
        Consumer<byte[], byte[]> reader = reader(15);

        open().place(reader);

        assertThat(reader.position(SOURCE)).isEqualTo(15);
        assertThat(probed).hasSize(1);
    }

    @Test
    void shouldAskNothingOfTheLogWhenTheReaderPassesOverNothing() {
        stored(10);
        firstInGap = OptionalLong.of(12);
        Consumer<byte[], byte[]> atTheEnd = reader(10);

        open().place(atTheEnd);
        open().place(new MockConsumer<>("none"));
        open().place(null);

        assertThat(atTheEnd.position(SOURCE)).isEqualTo(10);
        assertThat(probed).isEmpty();
    }

    @Test
    void shouldTakeTheReaderAheadToWhereTheLedgerEnds() {
        stored(10);
        MockConsumer<byte[], byte[]> reader = reader(7);
        reader.updateEndOffsets(Map.of(SOURCE, 10L));

        open().place(reader);

        assertThat(reader.position(SOURCE)).isEqualTo(10);
    }

    /** There it would find nothing, and take the end of the log for its own. */
    @Test
    void shouldNotTakeTheReaderBeyondALogThatEndsBeforeTheLedger() {
        stored(10);
        MockConsumer<byte[], byte[]> reader = reader(7);
        reader.updateEndOffsets(Map.of(SOURCE, 9L));

        open().place(reader);

        assertThat(reader.position(SOURCE)).isEqualTo(7);
    }

    @Test
    void shouldKeepTheRowWhenABatchHasNothingOfThisSource() {
        stored(10);

        LedgerRow row = LedgerFormat.decode(open().close(5, 6, false, metrics));

        assertThat(row).isEqualTo(row(10));
    }

    @Test
    void shouldRememberTheLastRefusedRecords() {
        stored(10);
        SourceLedger ledger = open();
        for (int offset = 10; offset < 310; offset++) {
            ledger.deadLettered(offset, 1, Reason.BAD_WEIGHT);
        }

        LedgerRow row = LedgerFormat.decode(ledger.close(5, 6, false, metrics));

        assertThat(row.refused()).hasSize(LedgerRow.MOST_REFUSED).endsWith(new RefusedRecord(309, Reason.BAD_WEIGHT));
        assertThat(row.refusalOf(309 - LedgerRow.MOST_REFUSED)).isNull();

        store.put(
                Bytes.wrap("!ledger/events".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                LedgerFormat.encode(row));
        SourceLedger reopened = open();
        reopened.deadLettered(310, 1, Reason.BAD_TIME);
        LedgerRow next = LedgerFormat.decode(reopened.close(7, 8, false, metrics));
        assertThat(next.refusalOf(309)).isEqualTo(Reason.BAD_WEIGHT);
        assertThat(next.refusalOf(310)).isEqualTo(Reason.BAD_TIME);
    }

    @Test
    void shouldRefuseATopicOfAnotherId() {
        stored(10);

        assertThatThrownBy(() -> SourceLedger.open(SOURCE, "other", "app", store, this::probe))
                .isInstanceOf(RecreatedTopicException.class)
                .hasMessageContaining("events")
                .hasMessageContaining("another application.id");
    }

    private SourceLedger open() {
        return SourceLedger.open(SOURCE, "id", "app", store, this::probe);
    }

    private static MockConsumer<byte[], byte[]> reader(long position) {
        MockConsumer<byte[], byte[]> reader = new MockConsumer<>("none");
        reader.assign(List.of(SOURCE));
        reader.seek(SOURCE, position);
        return reader;
    }

    private OptionalLong probe(TopicPartition partition, long from, long to) {
        probed.add(partition + " " + from + " " + to);
        return firstInGap;
    }

    private void stored(long next) {
        store.put(
                Bytes.wrap("!ledger/events".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                LedgerFormat.encode(row(next)));
    }

    private static LedgerRow row(long next) {
        return new LedgerRow("events", "id", next, 10, 10, 0, 0, 4, 7, 1, 2, 3, false);
    }
}
