package dev.credence.processor.view;

import java.util.concurrent.CompletableFuture;

/** Asks the cluster what the followed topics are and how far they go, without keeping anyone waiting. */
interface TopicProbe extends AutoCloseable {
    /** Fails with Kafka's own exceptions, also when a topic does not exist. */
    CompletableFuture<LogSnapshot> ask();

    @Override
    void close();
}
