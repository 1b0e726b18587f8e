package dev.credence.processor.judge;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.schemas.registry.RegistryUnavailableException;
import dev.credence.schemas.wire.Decoded;
import dev.credence.schemas.wire.EventDecoder;
import dev.credence.schemas.wire.PlainOutcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A decoder that waits for the registry: that it cannot be reached says nothing about a record. Waiting holds up the
 * stream thread, which may cost it its transaction; it then reads again. Confined to one thread.
 */
public final class PatientDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(PatientDecoder.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final EventDecoder decoder;
    private final CountDownLatch closing;
    private final Duration patience;

    /**
     * @param closing counted down when the processor is closed: ends the wait
     * @param patience after which the thread is given up and replaced; well below {@code max.poll.interval.ms}
     */
    public PatientDecoder(EventDecoder decoder, CountDownLatch closing, Duration patience) {
        this.decoder = decoder;
        this.closing = closing;
        this.patience = patience;
    }

    public Decoded<Outcome> outcome(byte[] value) {
        try {
            return decoder.outcome(value);
        } catch (RegistryUnavailableException unavailable) {
            return retry(() -> decoder.outcome(value), unavailable);
        }
    }

    /** See {@link EventDecoder#plainOutcome}, which asks no registry. */
    public boolean plainOutcome(byte[] value, byte[] id, PlainOutcome into) {
        return decoder.plainOutcome(value, id, into);
    }

    public Decoded<Pattern> pattern(byte[] value) {
        try {
            return decoder.pattern(value);
        } catch (RegistryUnavailableException unavailable) {
            return retry(() -> decoder.pattern(value), unavailable);
        }
    }

    private <T> T retry(Supplier<T> decode, RegistryUnavailableException first) {
        LOG.warn("The schema registry gives no answer; waiting for it. {}", first.getMessage());
        long started = System.nanoTime();
        RegistryUnavailableException last = first;
        for (Duration pause = FIRST_PAUSE; System.nanoTime() - started < patience.toNanos(); pause = next(pause)) {
            await(pause, last);
            try {
                T decoded = decode.get();
                LOG.info("The schema registry answers again.");
                return decoded;
            } catch (RegistryUnavailableException again) {
                last = again;
            }
        }
        throw last;
    }

    private static Duration next(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void await(Duration pause, RegistryUnavailableException cause) {
        try {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw cause;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
