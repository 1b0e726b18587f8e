package dev.credence.ingest.publish;

import java.util.concurrent.CompletableFuture;

/** A callback for those who like stages better. */
final class FutureReceipt extends CompletableFuture<Receipt> implements PublishCallback {
    @Override
    public void acked(String topic, int partition, long offset) {
        complete(new Receipt(topic, partition, offset));
    }

    @Override
    public void failed(PublishException failure) {
        completeExceptionally(failure);
    }
}
