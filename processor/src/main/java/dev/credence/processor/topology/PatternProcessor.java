package dev.credence.processor.topology;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.DeletedBody;
import dev.credence.core.body.Origin;
import dev.credence.core.body.StoredBody;
import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.codec.Effort;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.rules.Refusal;
import dev.credence.processor.judge.BodyEncoder;
import dev.credence.processor.judge.RecordJudge;
import dev.credence.processor.ledger.SourceLedger;
import dev.credence.processor.metrics.HomePartition;
import dev.credence.processor.store.BatchContent;
import dev.credence.processor.store.BatchStore;
import dev.credence.processor.window.Window;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Encodes patterns into bodies, with less effort while many wait, and tombstones into deletions. Its ledger row follows the
 * bodies of each batch into the same partition, and is kept in its store for the next start. A dictionary goes before the
 * first body that needs it, in the same transaction.
 */
final class PatternProcessor implements Processor<byte[], byte[], byte[], RoutedValue> {
    private final TopologySetup setup;
    private final RecordJudge judge;
    private Task task;

    @SuppressWarnings("NullAway") // Streams calls init() before anything else
    PatternProcessor(TopologySetup setup) {
        this.setup = setup;
        this.judge = new RecordJudge(setup.decoders().get());
    }

    @Override
    public void init(ProcessorContext<byte[], RoutedValue> context) {
        task = new Task(setup, context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at = task.context.recordMetadata().orElseThrow();
        if (!task.ledger.admits(at.offset())) {
            task.window.took(Priority.MEDIUM);
            return;
        }
        Decoded<BodyRecord> judged = judge(record, at);
        task.forwardTrained();
        if (judged instanceof Decoded.Event<BodyRecord> body) {
            apply(record.key(), body.value(), at);
        } else if (judged instanceof Decoded.Refused<BodyRecord> refused) {
            refuse(record, at, refused.refusal());
        }
        task.window.took(priority(judged));
    }

    private static Priority priority(Decoded<BodyRecord> judged) {
        return judged instanceof Decoded.Event<BodyRecord> event && event.value() instanceof StoredBody body
                ? body.priority()
                : Priority.MEDIUM;
    }

    private void apply(byte[] key, BodyRecord body, RecordMetadata at) {
        task.rememberCreation(key, body.createdAtMs());
        task.forward(key, BodyFormat.encode(body), body.origin().appendMs());
        task.measure(key);
        task.ledger.rowsWritten(1);
        task.ledger.applied(at.offset(), body.origin().appendMs());
    }

    private void refuse(Record<byte[], byte[]> record, RecordMetadata at, Refusal refusal) {
        task.deadLetters.send(record, at, record.timestamp(), refusal);
        task.ledger.deadLettered(at.offset(), record.timestamp(), refusal.reason());
    }

    private Decoded<BodyRecord> judge(Record<byte[], byte[]> record, RecordMetadata at) {
        byte[] key = record.key();
        byte[] value = record.value();
        Origin origin = new Origin(record.timestamp(), at.partition(), at.offset());
        if (value == null) {
            Refusal refusal = RecordJudge.deletion(key);
            return refusal != null
                    ? new Decoded.Refused<>(refusal)
                    : new Decoded.Event<>(new DeletedBody(origin, task.createdAtMs(key, origin)));
        }
        Decoded<Pattern> decoded = judge.pattern(key, value);
        return decoded instanceof Decoded.Event<Pattern> event
                ? task.encode(event.value(), origin, key)
                : new Decoded.Refused<>(((Decoded.Refused<Pattern>) decoded).refusal());
    }

    /** What one task holds between its start and its end. */
    private static final class Task implements BatchContent {
        final ProcessorContext<byte[], RoutedValue> context;
        final TopologySetup setup;
        final KeyValueStore<Bytes, byte[]> store;
        final Window window;
        final SourceLedger ledger;
        final DeadLetterForwarder deadLetters;
        final HomePartition home;
        final KeptDictionaries dictionaries;
        final BodyEncoder bodies;
        final int partition;
        private long foreign;

        Task(TopologySetup setup, ProcessorContext<byte[], RoutedValue> context) {
            this.setup = setup;
            this.context = context;
            this.partition = context.taskId().partition();
            BatchStore batchStore = context.getStateStore(TopicCatalogue.PATTERN_STORE);
            store = batchStore.rows();
            TopicPartition source = new TopicPartition(setup.config().topics().patterns(), partition);
            window = new Window(
                    context,
                    setup.threads().ofThisThread(),
                    List.of(source),
                    setup.metrics(),
                    setup.config().idle(),
                    setup.config().batchMaxEvents());
            home = setup.home(partition);
            dictionaries = new KeptDictionaries(store);
            // Made anew with the task: what a lost transaction trained is lost with it.
            bodies = new BodyEncoder(new BodyCodec(setup.config().codec(), dictionaries::find));
            ledger = setup.ledger(source, context, store);
            deadLetters = new DeadLetterForwarder(context, CredenceTopology.PATTERN_DEAD_LETTERS, setup);
            batchStore.attach(context, this);
        }

        /** The least append time of the records of this id so far, {@code origin}'s included. */
        long createdAtMs(byte[] key, Origin origin) {
            byte[] stored = store.get(Bytes.wrap(key));
            return stored == null ? origin.appendMs() : Math.min(origin.appendMs(), new ByteReader(stored).varint());
        }

        Decoded<BodyRecord> encode(Pattern pattern, Origin origin, byte[] key) {
            Effort effort = window.isBehind() ? Effort.LESS : Effort.FULL;
            Decoded<BodyRecord> encoded = bodies.encode(pattern, origin, createdAtMs(key, origin), key.length, effort);
            if (encoded instanceof Decoded.Event<BodyRecord> event && event.value() instanceof StoredBody body) {
                setup.metrics().encoded().add(pattern, body);
            }
            return encoded;
        }

        /** Dictionaries that came into use, before any body that needs them. */
        void forwardTrained() {
            for (Dictionary dictionary : bodies.takeTrained()) {
                byte[] value = dictionary.encode();
                dictionaries.keep(dictionary, value);
                forward(dictionary.key().getBytes(StandardCharsets.US_ASCII), value, timestampMs());
                setup.metrics().encoded().addDictionary(value.length);
            }
        }

        void rememberCreation(byte[] key, long createdAtMs) {
            Bytes wrapped = Bytes.wrap(key);
            byte[] stored = store.get(wrapped);
            if (stored == null || new ByteReader(stored).varint() > createdAtMs) {
                store.put(wrapped, new ByteWriter(10).varint(createdAtMs).toBytes());
            }
        }

        void measure(byte[] key) {
            if (home.isForeign(key)) {
                foreign++;
            }
        }

        void forward(byte[] key, byte[] value, long appendMs) {
            context.forward(new Record<>(key, new RoutedValue(value, partition), appendMs), CredenceTopology.BODIES);
        }

        @Override
        public boolean isEmpty() {
            return window.isEmpty();
        }

        @Override
        public long timestampMs() {
            return Math.max(0, ledger.lastAppendMs());
        }

        @Override
        public void flush() {
            deadLetters.flush();
            setup.metrics().foreign(foreign);
            foreign = 0;
            long openedMs = window.openedMs();
            long closedMs = window.close(ledger.rows());
            byte[] row = ledger.close(openedMs, closedMs, false, setup.metrics());
            store.put(ledger.key(), row);
            forward(ledger.key().get(), row, timestampMs());
        }
    }
}
