package dev.credence.processor;

import dev.credence.core.file.LockFile;
import dev.credence.processor.clock.ClockWatch;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.judge.PatientDecoder;
import dev.credence.processor.ledger.LogGapProbe;
import dev.credence.processor.ledger.RefusedException;
import dev.credence.processor.metrics.ProcessorFigures;
import dev.credence.processor.metrics.ProcessorMetrics;
import dev.credence.processor.startup.DeadThreads;
import dev.credence.processor.startup.InstanceName;
import dev.credence.processor.startup.StartupGuard;
import dev.credence.processor.startup.StreamsSettings;
import dev.credence.processor.startup.ThreadFailures;
import dev.credence.processor.startup.TopicsAsStarted;
import dev.credence.processor.topology.CredenceTopology;
import dev.credence.processor.topology.TopologySetup;
import dev.credence.processor.window.StreamThreads;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.wire.EventDecoder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * A running processor. Ends with {@link #close()}, which commits what was taken; any other end loses nothing either, it
 * only makes the next start read the last batch again. Thread-safe.
 */
public final class Processor implements AutoCloseable {
    private static final String LOCK = "processor.lock";
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(2);

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics clientMetrics;
    private final ProcessorMetrics metrics;
    private final Registry registry;
    private final ThreadFailures failures;
    private final CountDownLatch closing;
    private final LockFile lock;
    private final ClockWatch clock;

    private Processor(
            KafkaStreams streams,
            KafkaStreamsMetrics clientMetrics,
            ProcessorMetrics metrics,
            Registry registry,
            ThreadFailures failures,
            CountDownLatch closing,
            LockFile lock,
            ClockWatch clock) {
        this.streams = streams;
        this.clientMetrics = clientMetrics;
        this.metrics = metrics;
        this.registry = registry;
        this.failures = failures;
        this.closing = closing;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * Checks topics and offsets, then starts; returns before it has restored its state.
     *
     * @throws dev.credence.schemas.topic.TopicSetupException if a topic is missing or unfit
     * @throws dev.credence.processor.ledger.RefusedException if going on would count wrongly; the message names the way
     *     out
     */
    public static Processor start(ProcessorConfig config, MeterRegistry meters) {
        return start(config, meters, UnaryOperator.identity());
    }

    /** The same, with Kafka clients that are made from the usual ones. */
    static Processor start(ProcessorConfig config, MeterRegistry meters, UnaryOperator<KafkaClientSupplier> clients) {
        LockFile lock = lock(config.dataDir());
        try {
            return start(config, meters, clients, lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static Processor start(
            ProcessorConfig config, MeterRegistry meters, UnaryOperator<KafkaClientSupplier> clients, LockFile lock) {
        String instanceName = InstanceName.in(config.dataDir());
        Map<String, TopicState> topics = topics(config, instanceName);
        CountDownLatch closing = new CountDownLatch(1);
        StreamThreads threads =
                new StreamThreads(config.window().toMillis(), config.topics().priority());
        Registry registry = Registry.connect(config.registryUrl(), config.registry());
        ProcessorMetrics metrics = new ProcessorMetrics(meters, config.topics().sources());
        TopologySetup setup = new TopologySetup(
                config,
                ids(topics),
                partitions(config, topics),
                () -> new PatientDecoder(new EventDecoder(registry), closing, REGISTRY_PATIENCE),
                new LogGapProbe(StreamsSettings.consumer(config)),
                threads,
                metrics);
        DeadThreads dead = new DeadThreads(config, instanceName, threads::transactionalId, closing);
        ThreadFailures failures =
                new ThreadFailures(closing, new TopicsAsStarted(config, topics)::changed, dead::settle);
        KafkaStreams streams = new KafkaStreams(
                CredenceTopology.of(setup), StreamsSettings.of(config, instanceName), clients.apply(threads));
        streams.setUncaughtExceptionHandler(failures);
        // Streams', and those of all its clients; new ones, such as those of a task, are found once a minute.
        KafkaStreamsMetrics clientMetrics = new KafkaStreamsMetrics(streams);
        clientMetrics.bindTo(meters);
        streams.start();
        return new Processor(
                streams,
                clientMetrics,
                metrics,
                registry,
                failures,
                closing,
                lock,
                ClockWatch.start(System::currentTimeMillis, System::nanoTime, threads::clockWasSetBack));
    }

    /** Whether all tasks are restored and running. */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Why the processor ended by itself; null while it runs, and if it was closed. */
    public @Nullable Throwable failure() {
        return failures.failure();
    }

    /** What this processor has done since its start. */
    public ProcessorFigures figures() {
        return metrics.figures();
    }

    /** Commits what was taken and stops; the group keeps this instance's place for the length of its session. */
    @Override
    public void close() {
        closing.countDown();
        clock.close();
        clientMetrics.close();
        streams.close(CLOSE_WITHIN);
        registry.close();
        lock.close();
    }

    /**
     * Held from before it is settled what an earlier run has left in the group: of a run that lives, that would be undone.
     * Streams has a lock of its own, but takes it later.
     */
    private static LockFile lock(Path dataDir) {
        LockFile lock = LockFile.take(dataDir.resolve(LOCK));
        if (lock == null) {
            throw new RefusedException("another processor runs on the data directory " + dataDir.toAbsolutePath()
                    + " (it holds " + LOCK + "): end that one, or give this one a data.dir of its own");
        }
        return lock;
    }

    private static Map<String, TopicState> topics(ProcessorConfig config, String instanceName) {
        try (Admin admin = Admin.create(StreamsSettings.admin(config))) {
            return new StartupGuard(config, instanceName, admin).check();
        }
    }

    private static Map<String, String> ids(Map<String, TopicState> topics) {
        Map<String, String> ids = new HashMap<>();
        topics.forEach((name, state) -> ids.put(name, state.id().toString()));
        return ids;
    }

    /** Of each source topic: that they are equal was checked. */
    private static int partitions(ProcessorConfig config, Map<String, TopicState> topics) {
        return Objects.requireNonNull(topics.get(config.topics().patterns())).partitions();
    }
}
