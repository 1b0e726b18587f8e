package dev.credence.processor.store;

import dev.credence.core.fault.FaultPoint;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A change-logging key-value store whose user is asked for the rest of the batch before each commit. Confined to the
 * stream thread, but for {@code init} and {@code close}, which another thread calls once at start-up.
 */
public final class BatchStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, byte[], byte[]> {
    /*
     * The only class that uses Streams' internals. Streams has no public hook before a commit; flushCache() of
     * org.apache.kafka.streams.state.internals.CachedStateStore is what StreamTask.prepareCommit() calls on every clean
     * path (interval, request, punctuation, revocation, close), before producer.flush() and the offsets.
     *
     * Whatever was taken but not flushed must die with a dirty close: Streams re-initialises the same store and
     * processor objects, and re-reads the records. So the content is dropped whenever the store begins or ends, and
     * the processor attaches a new one in its own init(), which comes after the restore.
     */
    private @Nullable BatchContent content;
    private @Nullable InternalProcessorContext<?, ?> context;
    private @Nullable ProcessorNode<?, ?, ?, ?> node;

    BatchStore(KeyValueStore<Bytes, byte[]> wrapped) {
        super(wrapped);
    }

    /** What is in the store without the rest of the batch; what is put here goes to the changelog. */
    public KeyValueStore<Bytes, byte[]> rows() {
        return wrapped();
    }

    /** From a processor's {@code init}: the flush will run in that processor's place, so that it may forward. */
    public void attach(ProcessorContext<?, ?> processorContext, BatchContent batchContent) {
        InternalProcessorContext<?, ?> internal = (InternalProcessorContext<?, ?>) processorContext;
        context = internal;
        node = internal.currentNode();
        content = batchContent;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        detach();
        super.init(stateStoreContext, root);
        FaultPoint.STORE_INIT.passed();
    }

    @Override
    public void flushCache() {
        BatchContent batch = content;
        InternalProcessorContext<?, ?> internal = context;
        if (batch == null || internal == null || batch.isEmpty()) {
            return;
        }
        ProcessorNode<?, ?, ?, ?> nodeBefore = internal.currentNode();
        ProcessorRecordContext recordBefore = internal.recordContext();
        internal.setCurrentNode(node);
        internal.setRecordContext(new ProcessorRecordContext(batch.timestampMs(), -1L, -1, null, new RecordHeaders()));
        try {
            FaultPoint.FLUSH_BEGINS.passed();
            batch.flush();
            FaultPoint.FLUSH_ENDS.passed();
        } finally {
            internal.setRecordContext(recordBefore);
            internal.setCurrentNode(nodeBefore);
        }
    }

    @Override
    public void clearCache() {
        detach();
        super.clearCache();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        super.commit(changelogOffsets);
        FaultPoint.STORE_CHECKPOINT.passed();
    }

    @Override
    public void close() {
        FaultPoint.STORE_CLOSE.passed();
        detach();
        super.close();
    }

    private void detach() {
        content = null;
        context = null;
        node = null;
    }
}
