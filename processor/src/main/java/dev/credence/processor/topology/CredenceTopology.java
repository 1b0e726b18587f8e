package dev.credence.processor.topology;

import dev.credence.processor.store.BatchStoreBuilder;
import dev.credence.processor.store.IdentityStore;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicSettings;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The whole topology: two sub-topologies that share nothing.
 *
 * <pre>
 * confidence.priority ─┬─► evidence (store: evidence) ──► dead-letter
 * confidence ──────────┘
 * patterns ───────────────► bodies (store: patterns) ─┬─► bodies
 *                                                     └─► dead-letter
 * </pre>
 */
public final class CredenceTopology {
    static final String BODIES = "bodies-sink";
    static final String OUTCOME_DEAD_LETTERS = "outcome-dead-letters";
    static final String PATTERN_DEAD_LETTERS = "pattern-dead-letters";

    private static final String PRIORITY_SOURCE = "priority-outcomes";
    private static final String CONFIDENCE_SOURCE = "outcomes";
    private static final String PATTERN_SOURCE = "patterns-source";
    private static final String EVIDENCE = "evidence-fold";
    private static final String ENCODING = "pattern-encode";

    private CredenceTopology() {}

    public static Topology of(TopologySetup setup) {
        TopicCatalogue topics = setup.config().topics();
        Topology topology = new Topology();
        source(topology, PRIORITY_SOURCE, BrokerTime.overtaking(), topics.priority());
        source(topology, CONFIDENCE_SOURCE, BrokerTime.ordinary(), topics.confidence());
        topology.addProcessor(EVIDENCE, () -> new OutcomeProcessor(setup), PRIORITY_SOURCE, CONFIDENCE_SOURCE);
        topology.addStateStore(store(TopicCatalogue.EVIDENCE_STORE, setup), EVIDENCE);
        topology.addStateStore(IdentityStore.builder(), EVIDENCE);
        sink(topology, OUTCOME_DEAD_LETTERS, topics.deadLetter(), EVIDENCE);

        source(topology, PATTERN_SOURCE, BrokerTime.ordinary(), topics.patterns());
        topology.addProcessor(ENCODING, () -> new PatternProcessor(setup), PATTERN_SOURCE);
        topology.addStateStore(store(TopicCatalogue.PATTERN_STORE, setup), ENCODING);
        sink(topology, BODIES, topics.bodies(), ENCODING);
        sink(topology, PATTERN_DEAD_LETTERS, topics.deadLetter(), ENCODING);
        return topology;
    }

    private static BatchStoreBuilder store(String name, TopologySetup setup) {
        return new BatchStoreBuilder(name, setup.config().rocksDb(), TopicSettings.compacted());
    }

    /** Offsets are never reset by Streams: where to start is decided before it starts. */
    private static void source(Topology topology, String name, TimestampExtractor time, String topic) {
        topology.addSource(
                AutoOffsetReset.none(), name, time, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        topology.addSink(
                name, topic, new ByteArraySerializer(), RoutedValue.serializer(), RoutedValue.PARTITIONER, parent);
    }
}
