package dev.credence.query.cache;

import dev.credence.query.read.SourceTopics;
import dev.credence.storage.PatternRow;
import dev.credence.storage.ViewSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the database said of one id.
 *
 * @param seq the commit that it said it of, read in the same transaction
 * @param row null: nothing is known of the id
 */
record Loaded(
        String generation,
        SourceTopics topics,
        long seq,
        @Nullable PatternRow row) {
    static Loaded from(ViewSnapshot snapshot, String id) {
        List<PatternRow> rows = snapshot.rows(List.of(id));
        return of(snapshot, rows.isEmpty() ? null : rows.get(0));
    }

    /** Of each of {@code ids}. */
    static Map<String, Loaded> from(ViewSnapshot snapshot, Set<String> ids) {
        Loaded nothing = of(snapshot, null);
        Map<String, Loaded> loaded = new HashMap<>(ids.size() * 2);
        ids.forEach(id -> loaded.put(id, nothing));
        for (PatternRow row : snapshot.rows(ids)) {
            loaded.put(row.id(), new Loaded(nothing.generation, nothing.topics, nothing.seq, row));
        }
        return loaded;
    }

    static Loaded of(ViewSnapshot snapshot, @Nullable PatternRow row) {
        return new Loaded(
                snapshot.generation(), SourceTopics.of(snapshot.identity().topicsPrefix()), snapshot.seq(), row);
    }

    /** Whether entries made of it belong to {@code era}. */
    boolean isOf(Era era) {
        return era.generation().equals(generation);
    }

    /** Whether it is as new as all that was visible at {@code now}. */
    boolean isValid(@Nullable Era now) {
        if (now == null || !isOf(now)) {
            return false;
        }
        return row == null ? now.showsIds(seq) : now.shows(row.row(), seq);
    }
}
