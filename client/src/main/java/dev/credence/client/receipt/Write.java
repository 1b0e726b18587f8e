package dev.credence.client.receipt;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.WriteListener;
import dev.credence.ingest.publish.Receipt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One write and, later, its receipt. What happens to it is noted before anybody who waits for it goes on. */
public final class Write extends CompletableFuture<Receipt> implements WriteListener {
    private final String id;
    private final Acknowledgements acknowledgements;
    private final CompletableFuture<@Nullable Receipt> outcome = new CompletableFuture<>();
    /** What stands if this fails: the write of the same kind and id before it. */
    private volatile @Nullable Write previous;

    public Write(String id, Acknowledgements acknowledgements) {
        this.id = id;
        this.acknowledgements = acknowledgements;
    }

    @Override
    public void acked(Receipt receipt) {
        previous = null;
        acknowledgements.acked(id, receipt);
        outcome.complete(receipt);
        complete(receipt);
    }

    @Override
    public void failed(CredenceException failure) {
        acknowledgements.failed(failure);
        Write before = previous;
        if (before == null) {
            outcome.complete(null);
        } else {
            var unused = before.outcome.thenAccept(outcome::complete);
        }
        completeExceptionally(failure);
    }

    void follows(@Nullable Write before) {
        previous = before;
    }

    /** The receipt, of the write before if this one failed; null if none was stored. Nobody but the sink settles it. */
    CompletableFuture<@Nullable Receipt> outcome() {
        return outcome;
    }
}
