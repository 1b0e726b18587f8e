package dev.credence.cli.replay;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.records.RefusedOrigins;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Cluster;
import dev.credence.core.body.BodyCodec;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Prior;
import dev.credence.processor.judge.BodyEncoder;
import dev.credence.processor.judge.PatientDecoder;
import dev.credence.processor.judge.RecordJudge;
import dev.credence.processor.replay.FoldedFile;
import dev.credence.processor.replay.LiveView;
import dev.credence.processor.replay.LogFold;
import dev.credence.processor.replay.LogMerge;
import dev.credence.processor.replay.LogRange;
import dev.credence.processor.replay.LogScan;
import dev.credence.processor.replay.Republisher;
import dev.credence.processor.replay.Republisher.Republished;
import dev.credence.processor.replay.Verification;
import dev.credence.processor.replay.Verification.Verdict;
import dev.credence.processor.whatif.WhatIf;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.Decoded;
import dev.credence.schemas.wire.EventDecoder;
import dev.credence.storage.View;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** One replay of one installation's log. {@link #done} may be asked from any thread; the rest is confined to one. */
public final class ReplayRun implements AutoCloseable {
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final TopicCatalogue topics;
    private final Consumer<byte[], byte[]> consumer;
    private final LogRange range;
    private volatile LongSupplier done = () -> 0;

    private ReplayRun(Cluster cluster, TopicCatalogue topics, Consumer<byte[], byte[]> consumer, LogRange range) {
        this.cluster = cluster;
        this.topics = topics;
        this.consumer = consumer;
        this.range = range;
    }

    /** @throws dev.credence.processor.replay.ReplayException if there are no such topics */
    public static ReplayRun open(Cluster cluster, ReplayTimes times) {
        TopicCatalogue topics = cluster.catalogue();
        Consumer<byte[], byte[]> consumer = cluster.consumer();
        try {
            LogRange all = LogRange.all(consumer, topics.sources());
            LogRange range = times.isEverything() ? all : all.between(consumer, times.fromMs(), times.toMs());
            return new ReplayRun(cluster, topics, consumer, range);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Offsets to be read. */
    public long size() {
        return range.size();
    }

    /** Partitions whose first records are gone, and the first offset that each still has: what is replayed is not all. */
    public Map<TopicPartition, Long> truncated() {
        return range.truncated();
    }

    /** Offsets that were read by what runs now. */
    public long done() {
        return done.getAsLong();
    }

    /**
     * Folds the log into a new file.
     *
     * @return how many events
     */
    public long into(Path file) {
        HalfLives halfLives = Clients.halfLives(settings());
        LogFold fold = fold(range, halfLives, new BodyCodec(Clients.codec(settings()), type -> null));
        new FoldedFile(fold, range).write(file, new ViewIdentity(topics.applicationId(), topics.prefix(), halfLives));
        return fold.events();
    }

    /** Compares the view in the data directory with the log. */
    public Verdict verify() {
        try (ViewReader reader = View.openReader(Clients.view(settings()))) {
            HalfLives halfLives = reader.info().identity().halfLives();
            LiveView view = LiveView.read(reader);
            // Asked again: the view may show records that came after the first question.
            LogRange all = LogRange.all(consumer, topics.sources());
            String lost = all.endsBefore(view.nextOffsets());
            if (lost != null) {
                return Verdict.different(lost);
            }
            LogRange shown = all.before(view.nextOffsets());
            BodyCodec exact = new BodyCodec(settings().number(Key.CODEC_ZLIB_LEVEL));
            return new Verification(topics, view, fold(shown, halfLives, exact), shown).run();
        }
    }

    /** Lets each half-life with each prior, and their peers, foretell every outcome from those appended before it. */
    public WhatIf whatIf(List<Long> halfLivesMs, List<Prior> priors) {
        WhatIf whatIf = new WhatIf(halfLivesMs, priors);
        AtomicLong read = new AtomicLong();
        done = read::get;
        try (Registry registry = Clients.registry(settings())) {
            RecordJudge judge = judge(registry);
            RefusedOrigins refused = RefusedOrigins.read(consumer, topics.deadLetter());
            LogMerge log = new LogMerge(consumer, range.of(Set.of(topics.confidence(), topics.priority())));
            for (ConsumerRecord<byte[], byte[]> record = log.next(); record != null; record = log.next()) {
                if (!refused.contains(record)
                        && judge.outcome(record.key(), record.value(), Math.max(0, record.timestamp()))
                                instanceof Decoded.Event<Outcome> event) {
                    whatIf.next(event.value());
                }
                read.incrementAndGet();
            }
        }
        return whatIf;
    }

    /** Publishes the log into the topics of {@code prefix}, which are created where they are missing. */
    public Republished republish(String prefix, double speed) {
        TargetTopics targets = TargetTopics.create(cluster, topics, prefix);
        try (Producer<byte[], byte[]> producer = cluster.producer()) {
            Republisher republisher = new Republisher(consumer, producer, targets.bySource(), speed);
            done = republisher::done;
            return republisher.run(range);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private LogFold fold(LogRange what, HalfLives halfLives, BodyCodec codec) {
        try (Registry registry = Clients.registry(settings())) {
            LogFold fold = new LogFold(topics, halfLives, judge(registry), new BodyEncoder(codec));
            RefusedOrigins refused = RefusedOrigins.read(consumer, topics.deadLetter());
            LogScan scan = new LogScan(consumer, what);
            done = scan::done;
            scan.run(record -> {
                if (refused.contains(record)) {
                    fold.addRefused(record);
                } else {
                    fold.add(record);
                }
            });
            return fold;
        }
    }

    private static RecordJudge judge(Registry registry) {
        return new RecordJudge(
                new PatientDecoder(new EventDecoder(registry), new CountDownLatch(1), REGISTRY_PATIENCE));
    }

    private Settings settings() {
        return cluster.settings();
    }
}
