package dev.credence.ingest.lines;

import dev.credence.core.rules.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that one kind of object may have; at most 32, so that those seen fit into an int. */
final class Fields {
    private final String prefix;
    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();

    /** @param prefix what stands before a name in messages, such as {@code prior.} */
    Fields(String prefix, String... names) {
        this.prefix = prefix;
        this.names = List.of(names);
        for (String name : names) {
            indexes.put(name, indexes.size());
        }
    }

    /**
     * The set with one more name in it.
     *
     * @throws LineFault when the name is unknown or already in it
     */
    int add(int seen, String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new LineFault(
                    Reason.BAD_VALUE,
                    "unknown field " + Quote.quote(prefix + name) + ", did you mean " + prefix
                            + NearestName.of(name, names) + "?");
        }
        int bit = 1 << index;
        if ((seen & bit) != 0) {
            throw new LineFault(Reason.BAD_VALUE, "field " + prefix + name + " stands twice");
        }
        return seen | bit;
    }

    /** Complains about the first of the {@code count} leading names that is not in the set. */
    void require(int seen, int count) {
        for (int i = 0; i < count; i++) {
            if ((seen & (1 << i)) == 0) {
                throw new LineFault(Tokens.reason(names.get(i)), "field " + prefix + names.get(i) + " is missing");
            }
        }
    }
}
