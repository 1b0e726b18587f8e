package dev.credence.query.http;

import dev.credence.core.body.StoredBody;
import dev.credence.query.json.HistoryJson;
import dev.credence.query.json.PatternJson;
import dev.credence.query.read.History;
import dev.credence.query.read.PatternReads;
import dev.credence.storage.PatternRow;
import java.time.InstantSource;

/** {@code GET /v1/patterns/{id}/history}: the half-life blocks behind a confidence. */
final class HistoryEndpoint implements Endpoint {
    private final PatternReads reads;
    private final InstantSource clock;

    HistoryEndpoint(PatternReads reads, InstantSource clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange exchange) {
        String id = exchange.id();
        exchange.requireNoParameters();
        exchange.work(() -> answer(id));
    }

    private Answer answer(String id) {
        PatternRow row = reads.row(id);
        if (row == null) {
            throw Missing.unknownId(id);
        }
        StoredBody body = Missing.requireBody(row);
        long now = clock.millis();
        return Answer.json(HistoryJson.of(
                id,
                row.evidence().halfLifeMs(),
                now,
                History.of(row.evidence(), PatternJson.prior(body.prior()), now)));
    }
}
