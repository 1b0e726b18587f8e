package dev.credence.processor.replay;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.schemas.topic.TopicCatalogue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Compares a view with the fold of exactly the records that its ledger says it shows. What rests on records that the log
 * no longer has is unprovable, never different. The fold must lose nothing: an embedding that the view has quantised is
 * compared after the same quantisation. Confined to one thread.
 */
public final class Verification {
    private final TopicCatalogue topics;
    private final LiveView view;
    private final LogFold fold;
    private final LogRange range;
    private final Set<String> unprovable = new HashSet<>();
    private final Set<String> ids = new HashSet<>();

    /** @param range what was folded: {@link LogRange#before} the view's next offsets */
    public Verification(TopicCatalogue topics, LiveView view, LogFold fold, LogRange range) {
        this.topics = topics;
        this.view = view;
        this.fold = fold;
        this.range = range;
    }

    /**
     * What came of it.
     *
     * @param patterns ids that the view knows, the unprovable ones apart
     * @param events records that were folded
     * @param unprovable ids that rest on records before the log's start
     * @param difference the first one; null: none
     */
    public record Verdict(
            long patterns,
            long events,
            long unprovable,
            @Nullable String difference) {
        /** Nothing had to be folded to see it. */
        public static Verdict different(String difference) {
            return new Verdict(0, 0, 0, difference);
        }
    }

    public Verdict run() {
        String difference = firstDifference();
        return new Verdict(ids.size() - unprovable.size(), fold.events(), unprovable.size(), difference);
    }

    private @Nullable String firstDifference() {
        String difference = ledger();
        if (difference != null) {
            return difference;
        }
        Set<Integer> numbers = new HashSet<>(fold.partitions().keySet());
        numbers.addAll(view.evidence().keySet());
        numbers.addAll(view.bodies().keySet());
        for (int number : numbers.stream().sorted().toList()) {
            PartitionFold folded = fold.partitions().get(number);
            difference = evidence(number, folded == null ? Map.of() : folded.evidence());
            if (difference == null) {
                difference = bodies(number, folded == null ? Map.of() : folded.bodies());
            }
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private @Nullable String ledger() {
        for (Map.Entry<TopicPartition, LedgerRow> entry : view.ledger().entrySet()) {
            TopicPartition source = entry.getKey();
            LedgerRow row = entry.getValue();
            Tally tally = fold.tally(source);
            if (!range.isTruncated(source)
                    && (row.applied() != tally.applied() || row.deadLettered() != tally.deadLettered())) {
                return source + ": up to offset " + row.nextOffset() + " the view's ledger states " + row.applied()
                        + " applied and " + row.deadLettered() + " dead-lettered; the log gives " + tally.applied()
                        + " and " + tally.deadLettered();
            }
        }
        return null;
    }

    private @Nullable String evidence(int number, Map<String, EvidenceRow> folded) {
        Map<String, byte[]> shown = view.evidence().getOrDefault(number, Map.of());
        for (Map.Entry<String, byte[]> entry : shown.entrySet()) {
            String id = entry.getKey();
            ids.add(id);
            EvidenceRow row = folded.get(id);
            if (row == null || !Arrays.equals(row.encode(), entry.getValue())) {
                Evidence has = EvidenceRow.decode(entry.getValue()).evidence();
                if (!outcomesAreTruncated(number) || counts(has) <= (row == null ? 0 : counts(row.evidence()))) {
                    return id + " in partition " + number + ": the view has " + describe(has) + "; the log gives "
                            + (row == null ? "no outcome" : describe(row.evidence()));
                }
                unprovable.add(id);
            }
        }
        return firstOf(folded.keySet(), shown.keySet(), number, "outcomes");
    }

    private @Nullable String bodies(int number, Map<String, BodyRecord> folded) {
        Map<String, LiveView.Body> shown = view.bodies().getOrDefault(number, Map.of());
        boolean truncated = range.isTruncated(new TopicPartition(topics.patterns(), number));
        for (Map.Entry<String, LiveView.Body> entry : shown.entrySet()) {
            String id = entry.getKey();
            ids.add(id);
            BodyRecord record = folded.get(id);
            LiveView.Body has = entry.getValue();
            LiveView.Body gives = record == null ? null : LiveView.Body.of(id, record, has.quantised());
            if (!has.equals(gives)) {
                boolean older = gives == null || (sameContent(has, gives) && has.createdAtMs() < gives.createdAtMs());
                if (!truncated || !older) {
                    return id + " in partition " + number + ": the view has " + describe(has) + "; the log gives "
                            + (gives == null ? "none" : describe(gives));
                }
                unprovable.add(id);
            }
        }
        return firstOf(folded.keySet(), shown.keySet(), number, "a body");
    }

    private static @Nullable String firstOf(Set<String> given, Set<String> shown, int number, String what) {
        for (String id : given) {
            if (!shown.contains(id)) {
                return id + " in partition " + number + ": the log gives " + what + ", the view has none";
            }
        }
        return null;
    }

    private boolean outcomesAreTruncated(int number) {
        return range.isTruncated(new TopicPartition(topics.confidence(), number))
                || range.isTruncated(new TopicPartition(topics.priority(), number));
    }

    private static boolean sameContent(LiveView.Body one, LiveView.Body other) {
        return one.origin().equals(other.origin()) && Objects.equals(one.digest(), other.digest());
    }

    private static long counts(Evidence evidence) {
        return evidence.successes() + evidence.failures();
    }

    private static String describe(Evidence evidence) {
        return evidence.successes() + " successes and " + evidence.failures() + " failures, half-life "
                + evidence.halfLifeMs() + " ms, sums " + evidence;
    }

    private static String describe(LiveView.Body body) {
        return (body.digest() == null
                        ? "a deletion"
                        : "a body with content "
                                + Long.toHexString(body.digest().high())) + " of offset "
                + body.origin().offset() + ", created at " + body.createdAtMs();
    }
}
