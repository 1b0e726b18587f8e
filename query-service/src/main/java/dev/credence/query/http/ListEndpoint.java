package dev.credence.query.http;

import dev.credence.query.json.PatternsJson;
import dev.credence.query.read.Cursor;
import dev.credence.query.read.ListPage;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.PatternReads;
import dev.credence.query.read.Sort;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/patterns}: pages of a list that is exact at the time it states. */
final class ListEndpoint implements Endpoint {
    private static final Set<String> PARAMETERS = Set.of("type", "min_confidence", "sort", "limit", "cursor");

    private final PatternReads reads;
    private final Topics topics;
    private final InstantSource clock;

    ListEndpoint(PatternReads reads, Topics topics, InstantSource clock) {
        this.reads = reads;
        this.topics = topics;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange exchange) {
        ListQuery query = query(exchange.parameters(PARAMETERS));
        exchange.work(() -> {
            ListPage page = reads.list(query);
            Cursor next = page.next();
            return Answer.json(
                    PatternsJson.list(page.asOfMs(), page.rows(), topics.names(), next == null ? null : next.encode()));
        });
    }

    private ListQuery query(Parameters parameters) {
        String type = parameters.text("type");
        if (type != null && type.isEmpty()) {
            throw Problem.badParameter("type must not be empty; leave it out for patterns of every type");
        }
        Double minConfidence = parameters.fraction("min_confidence");
        Sort sort = sort(parameters.text("sort"));
        int limit = parameters.integer("limit", 1, ListQuery.MAX_LIMIT, ListQuery.DEFAULT_LIMIT);
        String token = parameters.text("cursor");
        if (token == null) {
            return new ListQuery(type, minConfidence, sort, limit, clock.millis(), null);
        }
        Cursor cursor = Cursor.decode(token);
        if (cursor == null) {
            throw badCursor(
                    "cursor is not one that a list returned, was " + Quoted.of(token) + "; start again without it");
        }
        if (!cursor.continues(type, minConfidence, sort)) {
            throw badCursor("cursor belongs to a list of another type, min_confidence or sort;"
                    + " repeat the parameters of that list, or start again without it");
        }
        return new ListQuery(type, minConfidence, sort, limit, cursor.asOfMs(), cursor.after());
    }

    private static Sort sort(@Nullable String value) {
        if (value == null) {
            return Sort.LOWER_BOUND;
        }
        Sort sort = Sort.ofCode(value);
        if (sort == null) {
            throw Problem.badParameter(
                    "sort must be lower_bound, confidence, usage or recent, was " + Quoted.of(value));
        }
        return sort;
    }

    private static Problem badCursor(String detail) {
        return new Problem(400, "bad-cursor", "The cursor is not usable", detail);
    }
}
