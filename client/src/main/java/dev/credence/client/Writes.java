package dev.credence.client;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.ingest.publish.Receipt;
import java.util.concurrent.CompletionStage;

/** Where a client writes. Each stage completes with the receipt, or with why the event was not stored. Thread-safe. */
interface Writes extends AutoCloseable {
    CompletionStage<Receipt> store(Pattern pattern);

    CompletionStage<Receipt> report(Outcome outcome);

    CompletionStage<Receipt> delete(String id);

    /** Returns when everything written before is settled. */
    void flush();

    @Override
    void close();
}
