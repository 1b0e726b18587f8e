package dev.credence.bench.oracle;

import dev.credence.core.ledger.LedgerRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What must be beside what is shown, row by row. Confined to one thread. */
final class Comparison {
    /** A mean comes as a double out of doubles; what is summed is compared to the bit. */
    private static final BigDecimal MEAN_TOLERANCE = new BigDecimal("1e-12");

    private final Recount recount;
    private final Shown shown;
    private final List<String> differences = new ArrayList<>();
    private long rows;
    private long answered;
    private long lost;
    private long doubled;

    Comparison(Recount recount, Shown shown) {
        this.recount = recount;
        this.shown = shown;
    }

    Judgement run() {
        rows("view", shown.view());
        rows("changelog", shown.changelog());
        recount.tallies().forEach(this::ledger);
        Map<String, Answer> answers = shown.answers();
        if (answers != null) {
            recount.bodies().forEach((id, body) -> answer(id, body, answers.get(id)));
        }
        long duplicates =
                shown.ledger().values().stream().mapToLong(LedgerRow::duplicate).sum();
        long refused = recount.tallies().values().stream()
                .mapToLong(tally -> tally.refused().size())
                .sum();
        return new Judgement(
                recount.records(), refused, duplicates, rows, answered, lost, doubled, List.copyOf(differences));
    }

    private void rows(String where, Map<Integer, Map<String, byte[]>> found) {
        Set<Integer> partitions = new TreeSet<>(recount.shares().keySet());
        partitions.addAll(found.keySet());
        for (int partition : partitions) {
            Map<String, Share> shares = recount.shares().getOrDefault(partition, Map.of());
            Map<String, byte[]> present = found.getOrDefault(partition, Map.of());
            shares.forEach((id, share) -> row(where, partition, id, share, present.get(id)));
            present.keySet().stream()
                    .filter(id -> !shares.containsKey(id))
                    .forEach(id ->
                            differ(where + ": " + id + " in partition " + partition + " has evidence of nothing"));
        }
    }

    private void row(String where, int partition, String id, Share share, byte @Nullable [] found) {
        rows++;
        if (found != null && Arrays.equals(found, share.row())) {
            return;
        }
        long expected = share.successes() + share.failures();
        long present = found == null ? 0 : RowBytes.outcomes(found);
        lost += Math.max(0, expected - present);
        doubled += Math.max(0, present - expected);
        differ(where + ": " + id + " in partition " + partition + " must rest on " + share.successes()
                + " successes and "
                + share.failures() + " failures, "
                + (found == null
                        ? "has no row"
                        : present == expected
                                ? "counts as many, but is not the same bytes"
                                : "counts " + present + " outcomes"));
    }

    private void ledger(TopicPartition source, SourceTally tally) {
        LedgerRow row = shown.ledger().get(source);
        Set<Long> letters = shown.deadLetters().getOrDefault(source, Set.of());
        if (row == null) {
            differ(source + ": no ledger row, though there are records up to offset " + tally.nextOffset());
            return;
        }
        if (row.consumed() != row.applied() + row.duplicate() + row.deadLettered()
                || row.applied() != tally.applied()
                || row.deadLettered() != tally.refused().size()
                || row.nextOffset() != tally.nextOffset()) {
            differ(source + ": must have applied " + tally.applied() + " and dead-lettered "
                    + tally.refused().size() + " up to offset " + tally.nextOffset() + ", the ledger states " + row);
        }
        if (!letters.equals(tally.refused())) {
            Set<Long> missing = new HashSet<>(tally.refused());
            missing.removeAll(letters);
            Set<Long> surplus = new HashSet<>(letters);
            surplus.removeAll(tally.refused());
            differ(source + ": " + missing.size() + " refused records have no dead letter " + some(missing) + ", "
                    + surplus.size() + " dead letters are of records to be applied " + some(surplus));
        }
    }

    private void answer(String id, NewestBody body, @Nullable Answer answer) {
        if (body.content() == null || answer == null) {
            if (body.content() != null || answer != null) {
                differ("answer: " + id + (answer == null ? " must be known, is not" : " was deleted, is known"));
            }
            return;
        }
        answered++;
        ExactEvidence evidence = recount.evidence(id);
        if (!answer.content().equals(body.content())) {
            differ("answer: " + id + " has another content than that of " + body);
        }
        if (answer.successes() != evidence.successes() || answer.failures() != evidence.failures()) {
            differ("answer: " + id + " must count " + evidence.successes() + " and " + evidence.failures() + ", counts "
                    + answer.successes() + " and " + answer.failures());
        }
        BigDecimal mean =
                evidence.mean(new BigDecimal(body.priorMean()), new BigDecimal(body.priorStrength()), answer.asOfMs());
        if (mean.subtract(new BigDecimal(answer.mean())).abs().compareTo(MEAN_TOLERANCE) > 0) {
            differ("answer: the mean of " + id + " must be " + mean + ", is " + answer.mean());
        }
    }

    private void differ(String difference) {
        differences.add(difference);
    }

    private static List<Long> some(Set<Long> offsets) {
        return offsets.stream().sorted().limit(5).toList();
    }
}
