package dev.credence.processor.topology;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.processor.evidence.EvidenceRows;
import dev.credence.processor.judge.RecordJudge;
import dev.credence.processor.ledger.SourceLedger;
import dev.credence.processor.store.BatchContent;
import dev.credence.processor.store.BatchStore;
import dev.credence.processor.window.Window;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.Decoded;
import dev.credence.schemas.wire.PlainOutcome;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Folds outcomes into evidence rows. A batch is what falls between two commits: its rows are written once each, then the
 * ledger rows, the ordinary topic's last.
 */
final class OutcomeProcessor implements Processor<byte[], byte[], byte[], RoutedValue> {
    private static final int ROWS_CHECKED = 1_000;

    private final TopologySetup setup;
    private final String priorityTopic;
    private final RecordJudge judge;
    private final PlainOutcome plain = new PlainOutcome();
    private Task task;

    @SuppressWarnings("NullAway") // Streams calls init() before anything else
    OutcomeProcessor(TopologySetup setup) {
        this.setup = setup;
        this.priorityTopic = setup.config().topics().priority();
        this.judge = new RecordJudge(setup.decoders().get());
    }

    @Override
    public void init(ProcessorContext<byte[], RoutedValue> context) {
        // All state is made anew: Streams initialises the same object again after a dirty close.
        task = new Task(setup, context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at = task.context.recordMetadata().orElseThrow();
        boolean priority = at.topic().equals(priorityTopic);
        SourceLedger ledger = priority ? task.priority : task.ordinary;
        long offset = at.offset();
        if (!ledger.admits(offset)) {
            task.window.took(Priority.MEDIUM);
            return;
        }
        long appendMs = priority ? BrokerTime.ofOvertaking(record.timestamp()) : record.timestamp();
        if (judge.isPlainOutcome(record.key(), record.value(), appendMs, plain)) {
            task.rows.take(record.key(), plain.result(), plain.weight(), plain.occurredAtMs(), offset, priority);
            ledger.applied(offset, appendMs);
            task.window.took(plain.priority());
            return;
        }
        Decoded<Outcome> decoded = judge.outcome(record.key(), record.value(), appendMs);
        if (decoded instanceof Decoded.Event<Outcome> event) {
            Outcome outcome = event.value();
            task.rows.take(record.key(), outcome.result(), outcome.weight(), outcome.occurredAtMs(), offset, priority);
            ledger.applied(offset, appendMs);
            task.window.took(outcome.priority());
        } else if (decoded instanceof Decoded.Refused<Outcome> refused) {
            task.deadLetters.send(record, at, appendMs, refused.refusal());
            ledger.deadLettered(offset, appendMs, refused.refusal().reason());
            task.window.took(Priority.MEDIUM);
        }
    }

    /** What one task holds between its start and its end. */
    private static final class Task implements BatchContent {
        final ProcessorContext<byte[], RoutedValue> context;
        final KeyValueStore<Bytes, byte[]> store;
        final TopologySetup setup;
        final Window window;
        final EvidenceRows rows;
        final SourceLedger ordinary;
        final SourceLedger priority;
        final DeadLetterForwarder deadLetters;

        Task(TopologySetup setup, ProcessorContext<byte[], RoutedValue> context) {
            this.setup = setup;
            this.context = context;
            BatchStore batchStore = context.getStateStore(TopicCatalogue.EVIDENCE_STORE);
            store = batchStore.rows();
            window = new Window(
                    context,
                    setup.threads().ofThisThread(),
                    List.of(
                            input(setup.config().topics().confidence()),
                            input(setup.config().topics().priority())),
                    setup.metrics(),
                    setup.config().idle(),
                    setup.config().batchMaxEvents());
            rows = new EvidenceRows(
                    store,
                    setup.config().halfLives(),
                    setup.config().cacheRows(),
                    setup.home(context.taskId().partition()));
            rows.check(ROWS_CHECKED);
            ordinary = setup.ledger(input(setup.config().topics().confidence()), context, store);
            priority = setup.ledger(input(setup.config().topics().priority()), context, store);
            deadLetters = new DeadLetterForwarder(context, CredenceTopology.OUTCOME_DEAD_LETTERS, setup);
            batchStore.attach(context, this);
        }

        private TopicPartition input(String topic) {
            return new TopicPartition(topic, context.taskId().partition());
        }

        @Override
        public boolean isEmpty() {
            return window.isEmpty();
        }

        @Override
        public long timestampMs() {
            return Math.max(0, Math.max(ordinary.lastAppendMs(), priority.lastAppendMs()));
        }

        @Override
        public void flush() {
            deadLetters.flush();
            EvidenceRows.Written written = rows.write();
            setup.metrics().saturated(written.saturated());
            setup.metrics().foreign(written.foreign());
            ordinary.rowsWritten(written.ordinaryRows());
            priority.rowsWritten(written.priorityRows());
            long openedMs = window.openedMs();
            boolean backlog = window.ofBacklog(timestampMs());
            long closedMs = window.close(ordinary.rows() + priority.rows());
            store.put(priority.key(), priority.close(openedMs, closedMs, backlog, setup.metrics()));
            store.put(ordinary.key(), ordinary.close(openedMs, closedMs, backlog, setup.metrics()));
        }
    }
}
