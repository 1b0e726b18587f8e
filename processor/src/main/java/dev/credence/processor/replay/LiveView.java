package dev.credence.processor.replay;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.Origin;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Codec;
import dev.credence.core.codec.Vectors;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Pattern;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ViewExport;
import dev.credence.storage.ViewReader;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Everything that a view shows, in one snapshot; of bodies only what tells one from another. Confined to one thread. */
public final class LiveView {
    private final Map<TopicPartition, LedgerRow> ledger = new HashMap<>();
    private final Map<Integer, Map<String, byte[]>> evidence = new TreeMap<>();
    private final Map<Integer, Map<String, Body>> bodies = new TreeMap<>();

    private LiveView() {}

    /**
     * A body without its content.
     *
     * @param digest of the decoded pattern; null: a deletion
     * @param quantised the codec of its embedding, if that loses something
     */
    record Body(
            Origin origin,
            long createdAtMs,
            @Nullable PatternDigest digest,
            @Nullable Codec quantised) {

        /** A body of a view. */
        static Body of(String id, BodyRecord body) {
            if (!(body instanceof StoredBody stored)) {
                return new Body(body.origin(), body.createdAtMs(), null, null);
            }
            Codec codec = stored.embedding() == null ? null : stored.embedding().codec();
            return new Body(
                    body.origin(),
                    body.createdAtMs(),
                    PatternDigest.of(BodyCodec.decode(id, stored)),
                    codec == null || !codec.isLossy() ? null : codec);
        }

        /** A body of which nothing was lost, as it would be here: its embedding as {@code quantised} stores it. */
        static Body of(String id, BodyRecord body, @Nullable Codec quantised) {
            if (!(body instanceof StoredBody stored) || quantised == null) {
                return of(id, body);
            }
            Pattern exact = BodyCodec.decode(id, stored);
            float[] embedding = exact.embedding();
            float[] lossy = embedding == null ? null : Vectors.decode(Vectors.encode(embedding, quantised));
            Pattern pattern = new Pattern(
                    id,
                    exact.type(),
                    exact.content(),
                    exact.metadata(),
                    lossy,
                    exact.trajectory(),
                    exact.prior(),
                    exact.priority());
            return new Body(body.origin(), body.createdAtMs(), PatternDigest.of(pattern), quantised);
        }
    }

    public static LiveView read(ViewReader reader) {
        LiveView view = new LiveView();
        reader.export(new ViewExport() {
            @Override
            public void ledger(LedgerEntry entry) {
                view.ledger.put(new TopicPartition(entry.row().topic(), entry.partition()), entry.row());
            }

            @Override
            public void evidence(String id, int partition, byte[] value) {
                view.evidence
                        .computeIfAbsent(partition, none -> new HashMap<>())
                        .put(id, value);
            }

            @Override
            public void body(String id, int partition, BodyRecord body) {
                view.bodies.computeIfAbsent(partition, none -> new HashMap<>()).put(id, Body.of(id, body));
            }
        });
        return view;
    }

    /** The first offset of each source partition that the view does not show. */
    public Map<TopicPartition, Long> nextOffsets() {
        Map<TopicPartition, Long> next = new HashMap<>();
        ledger.forEach((partition, row) -> next.put(partition, row.nextOffset()));
        return next;
    }

    Map<TopicPartition, LedgerRow> ledger() {
        return ledger;
    }

    Map<Integer, Map<String, byte[]>> evidence() {
        return evidence;
    }

    Map<Integer, Map<String, Body>> bodies() {
        return bodies;
    }
}
