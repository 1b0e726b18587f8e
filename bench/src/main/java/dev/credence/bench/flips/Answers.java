package dev.credence.bench.flips;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Pattern;
import dev.credence.storage.DamagedViewException;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.PatternRow;
import dev.credence.storage.RankedRow;
import dev.credence.storage.SourceOffset;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a view says to every question: of each id, of all ids in one list, of its ledger. Everything that the service
 * answers is made of these.
 *
 * @param rows by id; a {@link Refusal} where it says that it is damaged, a {@link Failure} where it breaks, nothing where
 *     it knows nothing
 */
record Answers(Map<String, Object> rows, Object list, Object ledger) {
    /** 503 damaged-row. */
    record Refusal(String message) {}

    /** 500. */
    record Failure(String message) {}

    private record Row(
            @Nullable Pattern pattern,
            Evidence evidence,
            long createdAtMs,
            long updatedAtMs,
            List<SourceOffset> offsets) {}

    static Answers of(ViewConfig view, Collection<String> ids) {
        try (ViewReader reader = View.openReader(view)) {
            Map<String, Object> rows = new HashMap<>();
            for (String id : ids) {
                Object answer = asked(() -> row(id, reader.get(id)));
                if (answer != NOTHING) {
                    rows.put(id, answer);
                }
            }
            return new Answers(rows, asked(() -> list(reader)), asked(() -> ledger(reader)));
        }
    }

    private static final Object NOTHING = new Object();

    private static Object row(String id, @Nullable PatternRow row) {
        return row == null
                ? NOTHING
                : new Row(
                        row.body() == null ? null : BodyCodec.decode(id, row.body()),
                        row.evidence(),
                        row.createdAtMs(),
                        row.updatedAtMs(),
                        row.offsets());
    }

    private static Map<String, RankedRow> list(ViewReader reader) {
        Map<String, RankedRow> rows = new HashMap<>();
        reader.scan(row -> rows.put(row.id(), row));
        return rows;
    }

    private static List<LedgerEntry> ledger(ViewReader reader) {
        return new ArrayList<>(reader.ledger());
    }

    private static Object asked(Supplier<Object> question) {
        try {
            return question.get();
        } catch (DamagedViewException | MalformedBytesException damaged) {
            return new Refusal(String.valueOf(damaged.getMessage()));
        } catch (RuntimeException broken) {
            return new Failure(broken.toString());
        }
    }

    /** The worst that is wrong with {@code now}, where these were right. */
    Worst against(Answers now) {
        Worst worst = Worst.SAME;
        for (Map.Entry<String, Object> right : rows.entrySet()) {
            Object answer = now.rows.get(right.getKey());
            worst = worst.or(answer == null ? Worst.LOST : judged(right.getValue(), answer));
        }
        for (String id : now.rows.keySet()) {
            // An id that was never there.
            worst = worst.or(rows.containsKey(id) || !(now.rows.get(id) instanceof Row) ? Worst.SAME : Worst.WRONG);
        }
        return worst.or(list(now.list)).or(judged(ledger, now.ledger));
    }

    private Worst list(Object now) {
        if (!(now instanceof Map<?, ?> found) || !(list instanceof Map<?, ?> right)) {
            return judged(list, now);
        }
        // A list that lost rows has right ones only.
        return found.equals(right)
                ? Worst.SAME
                : right.entrySet().containsAll(found.entrySet()) ? Worst.LOST : Worst.WRONG;
    }

    private static Worst judged(Object right, Object answer) {
        if (answer instanceof Refusal) {
            return Worst.REFUSED;
        }
        if (answer instanceof Failure) {
            return Worst.BROKEN;
        }
        return answer.equals(right) ? Worst.SAME : Worst.WRONG;
    }

    /** From good to bad. */
    enum Worst {
        SAME,
        /** Damage was said to be damage. */
        REFUSED,
        /** An answer that says nothing of damage, and nothing else. */
        BROKEN,
        /** A false 404, or a list without a row. */
        LOST,
        /** An answer that is not what was written. */
        WRONG;

        Worst or(Worst other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }
}
