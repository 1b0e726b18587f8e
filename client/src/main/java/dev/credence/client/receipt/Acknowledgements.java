package dev.credence.client.receipt;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.WritesFailedException;
import dev.credence.ingest.publish.Receipt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What became of all writes: the last receipt of each partition, and the failures since they were asked for. Thread-safe. */
public final class Acknowledgements {
    private final Map<Partition, Mark> last = new ConcurrentHashMap<>();
    private final LongAdder acked = new LongAdder();
    private long failed;
    private @Nullable CredenceException first;

    /** A partition of a topic. */
    public record Partition(String topic, int partition) {}

    /** The receipt of a write of {@code id}. */
    public record Mark(String id, Receipt receipt) {
        Partition partition() {
            return new Partition(receipt.topic(), receipt.partition());
        }

        /** The later of two of one partition. */
        static Mark later(Mark one, Mark other) {
            return one.receipt.offset() >= other.receipt.offset() ? one : other;
        }
    }

    void acked(String id, Receipt receipt) {
        acked.increment();
        Mark mark = new Mark(id, receipt);
        last.merge(mark.partition(), mark, Mark::later);
    }

    synchronized void failed(CredenceException failure) {
        failed++;
        if (first == null) {
            first = failure;
        }
    }

    /** The last receipt of each partition that reads were not yet seen to show. */
    public List<Mark> unseen() {
        return List.copyOf(last.values());
    }

    /** Says that reads show {@code mark}. */
    public void seen(Mark mark) {
        last.remove(mark.partition(), mark);
    }

    /** How many writes were acknowledged. */
    public long acked() {
        return acked.sum();
    }

    /** @throws WritesFailedException if writes failed since the last call */
    public synchronized void requireNoFailure() {
        CredenceException cause = first;
        if (cause != null) {
            long count = failed;
            failed = 0;
            first = null;
            throw new WritesFailedException(count, cause);
        }
    }
}
