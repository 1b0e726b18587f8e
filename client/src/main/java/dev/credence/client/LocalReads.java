package dev.credence.client;

import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.StoredBody;
import dev.credence.core.evidence.Confidence;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.ingest.publish.Receipt;
import dev.credence.query.read.ListQuery;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternReads;
import dev.credence.query.read.Sort;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.PatternRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * From a view on this machine, through the caches of this process.
 *
 * @param opened closed with the client, last first
 */
record LocalReads(PatternReads reads, InstantSource clock, List<AutoCloseable> opened) implements Reads {
    private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();

    @Override
    public @Nullable KnownPattern get(String id) {
        return reads.answer(id) instanceof PatternAnswer.Found found ? known(found) : null;
    }

    @Override
    public Map<String, KnownPattern> getAll(Collection<String> ids) {
        Map<String, KnownPattern> known = new LinkedHashMap<>(ids.size() * 2);
        for (PatternAnswer answer : reads.answers(List.copyOf(ids))) {
            if (answer instanceof PatternAnswer.Found found) {
                known.put(found.id(), known(found));
            }
        }
        return known;
    }

    @Override
    public List<KnownPattern> top(@Nullable String type, int limit) {
        long nowMs = clock.millis();
        List<KnownPattern> top = new ArrayList<>(limit);
        for (PatternRow row : reads.list(new ListQuery(type, null, Sort.LOWER_BOUND, limit, nowMs, null))
                .rows()) {
            StoredBody body = row.body();
            if (body != null) {
                Pattern pattern = BodyCodec.decode(row.id(), body);
                Prior prior = pattern.prior() == null ? Prior.UNIFORM : pattern.prior();
                top.add(known(pattern, row, Confidence.of(row.evidence(), prior, nowMs)));
            }
        }
        return top;
    }

    @Override
    public boolean await(Collection<Receipt> receipts, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (!isPassed(receipts)) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    @Override
    public double hitRate() {
        return reads.cacheStatistics().hitRate();
    }

    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close the view's readers", e);
            }
        }
    }

    private boolean isPassed(Collection<Receipt> receipts) {
        List<LedgerEntry> ledger = reads.ledger();
        return receipts.stream()
                .allMatch(receipt -> ledger.stream()
                        .anyMatch(entry -> entry.partition() == receipt.partition()
                                && entry.row().topic().equals(receipt.topic())
                                && entry.row().nextOffset() > receipt.offset()));
    }

    private static KnownPattern known(PatternAnswer.Found found) {
        return known(found.pattern(), found.row(), found.confidence());
    }

    private static KnownPattern known(Pattern pattern, PatternRow row, Confidence confidence) {
        Evidence evidence = row.evidence();
        return new KnownPattern(
                pattern,
                confidence,
                evidence.successes(),
                evidence.failures(),
                evidence.halfLifeMs(),
                evidence.lastEventMs(),
                row.createdAtMs(),
                row.updatedAtMs());
    }
}
