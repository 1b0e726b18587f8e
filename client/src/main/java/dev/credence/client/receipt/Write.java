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
    /** Null: failed. */
    private final CompletableFuture<@Nullable Receipt> settled = new CompletableFuture<>();

    private volatile CompletableFuture<@Nullable Receipt> outcome = settled;

    public Write(String id, Acknowledgements acknowledgements) {
        this.id = id;
        this.acknowledgements = acknowledgements;
    }

    @Override
    public void acked(Receipt receipt) {
        acknowledgements.acked(id, receipt);
        settled.complete(receipt);
        complete(receipt);
    }

    @Override
    public void failed(CredenceException failure) {
        acknowledgements.failed(failure);
        settled.complete(null);
        completeExceptionally(failure);
    }

    /** @param before the write of the same kind and id that was registered before */
    void follows(@Nullable Write before) {
        outcome = before == null ? settled : before.outcome.thenCombine(settled, Write::later);
    }

    /** Of two threads' writes the one registered first may be stored last. */
    private static @Nullable Receipt later(@Nullable Receipt before, @Nullable Receipt receipt) {
        if (before == null || receipt == null) {
            return receipt == null ? before : receipt;
        }
        boolean overtaken = before.topic().equals(receipt.topic())
                && before.partition() == receipt.partition()
                && before.offset() > receipt.offset();
        return overtaken ? before : receipt;
    }

    /** The last receipt of this write and those before; null if none was stored. Nobody but the sink settles it. */
    CompletableFuture<@Nullable Receipt> outcome() {
        return outcome;
    }
}
