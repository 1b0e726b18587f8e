package dev.credence.client;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.ingest.publish.Publisher;
import dev.credence.ingest.publish.Receipt;
import java.util.concurrent.CompletionStage;

/** Straight into the event topics. */
record KafkaWrites(Publisher publisher) implements Writes {
    @Override
    public CompletionStage<Receipt> store(Pattern pattern) {
        return publisher.publish(pattern);
    }

    @Override
    public CompletionStage<Receipt> report(Outcome outcome) {
        return publisher.publish(outcome);
    }

    @Override
    public CompletionStage<Receipt> delete(String id) {
        return publisher.delete(id);
    }

    @Override
    public void flush() {
        publisher.flush();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
