package dev.credence.client.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.client.contract.UnavailableException;
import dev.credence.client.receipt.Acknowledgements.Mark;
import dev.credence.client.receipt.OwnWrites.Awaited;
import dev.credence.client.receipt.OwnWrites.Kind;
import dev.credence.ingest.publish.Receipt;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class OwnWritesTest {
    private static final Receipt STORED = new Receipt("patterns", 0, 3);
    private static final Receipt REPORTED = new Receipt("confidence", 0, 8);

    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final OwnWrites writes = new OwnWrites(2);

    @Test
    void shouldAwaitTheLastWriteOfEachTopic() {
        // The view shows the topics apart: the later receipt says nothing of the earlier one.
        begin("p", Kind.PATTERN).acked(STORED);
        begin("p", Kind.OUTCOME).acked(new Receipt("confidence", 0, 7));
        begin("p", Kind.OUTCOME).acked(REPORTED);

        assertThat(receipts("p")).containsExactlyInAnyOrder(STORED, REPORTED);
    }

    @Test
    void shouldAwaitTheWriteBeforeWhenTheLastOneFailed() {
        Write first = begin("p", Kind.PATTERN);
        Write second = begin("p", Kind.PATTERN);
        second.failed(new UnavailableException("no answer", null));
        assertThat(awaited("p").marks()).isNotDone();
        first.acked(STORED);

        assertThat(receipts("p")).containsExactly(STORED);
    }

    @Test
    void shouldAwaitTheLaterReceiptWhenTwoThreadsSendInTheOtherOrder() {
        Write first = begin("p", Kind.PATTERN);
        Write second = begin("p", Kind.PATTERN);
        second.acked(STORED);
        assertThat(awaited("p").marks()).isNotDone();
        Receipt last = new Receipt(STORED.topic(), STORED.partition(), STORED.offset() + 1);
        first.acked(last);

        assertThat(receipts("p")).containsExactly(last);
    }

    @Test
    void shouldAwaitNothingOnceAReadHasShownIt() {
        begin("p", Kind.PATTERN).acked(STORED);
        awaited("p").shown().run();

        assertThat(writes.before("p")).isNull();
        assertThat(writes.before("other")).isNull();
    }

    @Test
    void shouldStillAwaitAWriteThatCameWhileTheReadBeforeItWaited() {
        begin("p", Kind.PATTERN).acked(STORED);
        Awaited before = awaited("p");
        begin("p", Kind.OUTCOME).acked(REPORTED);
        before.shown().run();

        assertThat(receipts("p")).contains(REPORTED);
    }

    @Test
    void shouldKeepTheReceiptsOfForgottenIdsForAll() {
        for (int i = 0; i < 10; i++) {
            begin("p" + i, Kind.PATTERN).acked(new Receipt("patterns", i % 2, i));
        }
        begin("last", Kind.PATTERN).acked(new Receipt("patterns", 0, 10));

        for (int i = 0; i < 10; i++) {
            int partition = i % 2;
            int offset = i;
            assertThat(receipts("p" + i))
                    .as("p%d", i)
                    .anyMatch(receipt -> receipt.partition() == partition && receipt.offset() >= offset);
        }
    }

    @Test
    void shouldNotForgetWhatIsOnItsWay() {
        Write slow = begin("slow", Kind.PATTERN);
        for (int i = 0; i < 10; i++) {
            begin("p" + i, Kind.PATTERN).acked(new Receipt("patterns", 0, i));
        }
        slow.acked(new Receipt("patterns", 0, 11));

        assertThat(receipts("slow")).containsExactly(new Receipt("patterns", 0, 11));
    }

    private Write begin(String id, Kind kind) {
        Write write = new Write(id, acknowledgements);
        writes.began(id, kind, write);
        return write;
    }

    private Awaited awaited(String id) {
        return Objects.requireNonNull(writes.before(id));
    }

    private List<Receipt> receipts(String id) {
        return awaited(id).marks().join().stream().map(Mark::receipt).toList();
    }
}
