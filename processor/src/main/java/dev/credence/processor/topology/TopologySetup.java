package dev.credence.processor.topology;

import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.judge.PatientDecoder;
import dev.credence.processor.ledger.GapProbe;
import dev.credence.processor.metrics.HomePartition;
import dev.credence.processor.metrics.ProcessorMetrics;
import dev.credence.processor.window.StreamThreads;
import java.util.Map;
import java.util.function.Supplier;

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

    String topicId(String topic) {
        String id = topicIds.get(topic);
        if (id == null) {
            throw new IllegalStateException("no id known of topic " + topic);
        }
        return id;
    }
}
