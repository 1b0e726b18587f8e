package dev.credence.client;

import dev.credence.client.contract.EventSink;
import dev.credence.client.contract.RefusedException;
import dev.credence.client.contract.WriteListener;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;

/** Takes no writes: nobody said where to. */
final class NoSink implements EventSink {
    @Override
    public void store(Pattern pattern, WriteListener listener) {
        refuse(listener);
    }

    @Override
    public void report(Outcome outcome, WriteListener listener) {
        refuse(listener);
    }

    @Override
    public void delete(String id, WriteListener listener) {
        refuse(listener);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private static void refuse(WriteListener listener) {
        listener.failed(new RefusedException(
                "read-only", "this client only reads: give it withKafka(…) or withWriteUrl(…) to write", null));
    }
}
