package dev.credence.processor.topology;

import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.judge.PatientDecoder;
import dev.credence.processor.ledger.GapProbe;
import dev.credence.processor.ledger.SourceLedger;
import dev.credence.processor.metrics.HomePartition;
import dev.credence.processor.metrics.ProcessorMetrics;
import dev.credence.processor.window.StreamThreads;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the processors are made from.
 *
 * @param topicIds Kafka's ids of the source topics, by name
 * @param partitions of each source topic
 * @param decoders makes one decoder a processor
 */
public record TopologySetup(
        ProcessorConfig config,
        Map<String, String> topicIds,
        int partitions,
        Supplier<PatientDecoder> decoders,
        GapProbe probe,
        StreamThreads threads,
        ProcessorMetrics metrics) {

    HomePartition home(int partition) {
        return new HomePartition(partition, partitions);
    }

    /** The ledger of a source of the task that begins, whose reader goes on where that ledger ends. */
    SourceLedger ledger(TopicPartition source, ProcessorContext<?, ?> context, KeyValueStore<Bytes, byte[]> store) {
        SourceLedger ledger = SourceLedger.open(source, topicId(source.topic()), context.applicationId(), store, probe);
        ledger.place(threads.ofThisThread().input());
        return ledger;
    }

    private String topicId(String topic) {
        String id = topicIds.get(topic);
        if (id == null) {
            throw new IllegalStateException("no id known of topic " + topic);
        }
        return id;
    }
}
