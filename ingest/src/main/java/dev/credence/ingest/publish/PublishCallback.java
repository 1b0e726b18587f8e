package dev.credence.ingest.publish;

/**
 * What became of one event; exactly one method is called, once. Mostly on the producer's own thread: do not block there,
 * everything else waits behind it.
 */
public interface PublishCallback {
    /** Every in-sync replica has it. */
    void acked(String topic, int partition, long offset);

    /** It was refused, or not acknowledged in time. */
    void failed(PublishException failure);
}
