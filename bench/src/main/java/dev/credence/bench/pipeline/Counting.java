package dev.credence.bench.pipeline;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes note of each outcome, and that is all. */
final class Counting implements Processor<byte[], byte[], Void, Void> {
    private final Backlog backlog;

    Counting(Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        backlog.commitAtEnd(context);
    }

    @Override
    public void process(Record<byte[], byte[]> outcome) {
        backlog.took();
    }
}
