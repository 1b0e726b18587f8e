package dev.credence.query.http;

import dev.credence.core.body.StoredBody;
import dev.credence.query.json.JsonBytes;
import dev.credence.query.json.PatternJson;
import dev.credence.query.json.PatternJson.Include;
import dev.credence.query.read.Arrival;
import dev.credence.query.read.Arrivals;
import dev.credence.query.read.Document;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternReads;
import dev.credence.query.read.Receipt;
import dev.credence.storage.PatternRow;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/patterns/{id}}: one pattern as of now, if asked once the view has passed a receipt. */
final class PatternEndpoint implements Endpoint {
    private static final int MAX_WAIT_MS = 30_000;
    private static final Set<String> PARAMETERS = Set.of("include", "after", "wait");

    private final PatternReads reads;
    private final Arrivals arrivals;
    private final Topics topics;
    private final InstantSource clock;

    PatternEndpoint(PatternReads reads, Arrivals arrivals, Topics topics, InstantSource clock) {
        this.reads = reads;
        this.arrivals = arrivals;
        this.topics = topics;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange exchange) {
        if (exchange.hasNoParameters()) {
            answerNow(exchange);
            return;
        }
        String id = exchange.id();
        Parameters parameters = exchange.parameters(PARAMETERS);
        Include include = include(parameters.text("include"));
        Receipt after = receipt(parameters.text("after"));
        int waitMs = parameters.integer("wait", 0, MAX_WAIT_MS, 0);
        if (after != null) {
            answerAfter(exchange, id, include, after, Duration.ofMillis(waitMs));
        } else if (parameters.text("wait") != null) {
            throw Problem.badParameter("wait needs after=RECEIPT: say what to wait for");
        } else {
            exchange.work(() -> answer(id, include, exchange.header(HttpHeaders.IF_NONE_MATCH)));
        }
    }

    /** On the event loop if the answer is there already. What is cached under a segment needs no look at its form. */
    private void answerNow(Exchange exchange) {
        String ifNoneMatch = exchange.header(HttpHeaders.IF_NONE_MATCH);
        PatternAnswer cached = reads.cached(exchange.segment());
        if (cached == null) {
            String id = exchange.id();
            exchange.work(() -> rendered(reads.answer(id), ifNoneMatch));
        } else {
            exchange.answer(rendered(cached, ifNoneMatch));
        }
    }

    private static Answer rendered(PatternAnswer answer, @Nullable String ifNoneMatch) {
        if (answer instanceof PatternAnswer.Absent absent) {
            throw Missing.of(absent);
        }
        PatternAnswer.Found found = (PatternAnswer.Found) answer;
        return ETags.matches(ifNoneMatch, found.etag())
                ? Answer.notModified().tagged(found.etag())
                : whole(found.document());
    }

    /** Made once, as long as the document is kept. */
    private static Answer whole(Document document) {
        if (document.form() instanceof Answer made) {
            return made;
        }
        Answer made = Answer.json(document.json()).tagged(HttpHeaders.createOptimized(document.etag()));
        document.keep(made);
        return made;
    }

    private void answerAfter(Exchange exchange, String id, Include include, Receipt after, Duration wait) {
        var unused = arrivals.await(after, wait)
                .whenComplete((arrival, failure) -> exchange.guarded(() -> {
                    if (failure != null) {
                        exchange.fail(failure);
                    } else if (arrival instanceof Arrival.NotYet notYet) {
                        exchange.fail(notYet(after, notYet));
                    } else if (arrival instanceof Arrival.Refused refused) {
                        exchange.fail(deadLettered(after, refused));
                    } else if (arrival instanceof Arrival.Gone) {
                        exchange.fail(gone(after));
                    } else {
                        exchange.work(() -> answer(id, include, exchange.header(HttpHeaders.IF_NONE_MATCH)));
                    }
                }));
    }

    private Answer answer(String id, Include include, @Nullable String ifNoneMatch) {
        if (include.equals(Include.NOTHING)) {
            return rendered(reads.answer(id), ifNoneMatch);
        }
        PatternRow row = reads.row(id);
        if (row == null) {
            throw Missing.unknownId(id);
        }
        StoredBody body = Missing.requireBody(row);
        String etag = ETags.of(row, include);
        if (ETags.matches(ifNoneMatch, etag)) {
            return Answer.notModified().tagged(etag);
        }
        JsonBytes json = new JsonBytes(1024 + body.text().originalBytes());
        PatternJson.write(json, row, body, topics.names(), include, clock.millis());
        return Answer.json(json.toBytes()).tagged(etag);
    }

    private static Include include(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Include.NOTHING;
        }
        boolean embedding = false;
        boolean trajectory = false;
        for (String part : value.split(",", -1)) {
            switch (part) {
                case "embedding" -> embedding = true;
                case "trajectory" -> trajectory = true;
                default ->
                    throw Problem.badParameter(
                            "include takes embedding and trajectory, separated by a comma, was " + Quoted.of(value));
            }
        }
        return new Include(embedding, trajectory);
    }

    private static @Nullable Receipt receipt(@Nullable String value) {
        if (value == null) {
            return null;
        }
        Receipt receipt = Receipt.parse(value);
        if (receipt == null) {
            throw Problem.badParameter("after must be a receipt, TOPIC-PARTITION@OFFSET, as publishing returns it, was "
                    + Quoted.of(value));
        }
        return receipt;
    }

    private static Problem notYet(Receipt receipt, Arrival.NotYet notYet) {
        return new Problem(
                        409,
                        "not-yet",
                        "The view is not there yet",
                        "the view has not passed " + receipt + "; try again, or wait longer (wait=, at most "
                                + MAX_WAIT_MS + " ms)")
                .with("receipt", receipt.toString())
                .with("position", notYet.position())
                .with("behind", notYet.behind());
    }

    private static Problem deadLettered(Receipt receipt, Arrival.Refused refused) {
        String reason = refused.reason().code();
        return new Problem(
                        422,
                        "dead-lettered",
                        "The event was refused",
                        "the event of " + receipt + " was dead-lettered as " + reason
                                + " and does not count; 'credence dead-letters show' has it")
                .with("receipt", receipt.toString())
                .with("reason", reason);
    }

    private static Problem gone(Receipt receipt) {
        return new Problem(
                        410,
                        "gone",
                        "The receipt's topic is not there any more",
                        "this view shows no topic of the receipt " + receipt + "; read without after=")
                .with("receipt", receipt.toString());
    }
}
