package dev.credence.bench.oracle;

import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A log of seeded outcomes, weights and times far apart, some of them refused, beside what the product's own arithmetic
 * makes of it: in it an outcome can be left out, or counted twice.
 */
final class FoldedLog {
    static final TopicCatalogue TOPICS = new TopicCatalogue("credence", "credence", 2);
    static final long HALF_LIFE_MS = 86_400_000L;
    static final long NOW = 1_790_000_000_000L;

    private static final int OUTCOMES = 20_000;
    private static final int IDS = 40;
    private static final int EVERY_REFUSED = 100;

    private final EventEncoder encoder = new EventEncoder(1, 2, 2);
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Map<String, EvidenceRow> rows = new HashMap<>();
    private final Map<TopicPartition, long[]> ledger = new HashMap<>();
    private final Shown shown = Shown.nothing();

    /**
     * @param omitted the outcome that is not folded; -1: none
     * @param repeated the outcome that is folded twice; -1: none
     */
    static FoldedLog of(int omitted, int repeated) {
        FoldedLog log = new FoldedLog();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < OUTCOMES; i++) {
            Outcome outcome = log.outcome(random);
            int partition = random.nextInt(2);
            boolean refused = i % EVERY_REFUSED == 0;
            log.append(outcome, partition, refused);
            int times = refused || i == omitted ? 0 : i == repeated ? 2 : 1;
            for (int time = 0; time < times; time++) {
                log.fold(outcome, partition);
            }
        }
        log.show();
        return log;
    }

    Recount recount() {
        Recount recount = new Recount(TOPICS, FoldedLog::schema, id -> HALF_LIFE_MS);
        records.forEach(recount::add);
        return recount;
    }

    Shown shown() {
        return shown;
    }

    private Outcome outcome(SplittableRandom random) {
        return new Outcome(
                "p" + random.nextInt(IDS),
                random.nextInt(3) == 0 ? Result.FAILURE : Result.SUCCESS,
                random.nextInt(4) == 0 ? 1.0 : Math.pow(10, random.nextDouble() * 7 - 4),
                NOW - (long) (Math.pow(random.nextDouble(), 4) * 60 * HALF_LIFE_MS),
                null,
                null,
                random.nextInt(10) == 0 ? Priority.CRITICAL : Priority.LOW);
    }

    private void append(Outcome outcome, int partition, boolean refused) {
        TopicPartition source = source(outcome, partition);
        long[] counts = ledger.computeIfAbsent(source, none -> new long[2]);
        long offset = counts[0] + counts[1];
        counts[refused ? 1 : 0]++;
        String key = refused ? "another" : outcome.patternId();
        if (refused) {
            shown.deadLetter(source, offset);
        }
        records.add(new ConsumerRecord<>(
                source.topic(),
                partition,
                offset,
                NOW,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.US_ASCII),
                encoder.encode(outcome),
                new RecordHeaders(),
                Optional.empty()));
    }

    private void fold(Outcome outcome, int partition) {
        long[] counts = ledger.getOrDefault(source(outcome, partition), new long[2]);
        long offset = counts[0] + counts[1] - 1;
        boolean priority = outcome.priority().overtakes();
        rows.compute(partition + outcome.patternId(), (key, row) -> {
            Evidence evidence = row == null ? new Evidence(HALF_LIFE_MS) : row.evidence();
            evidence.fold(outcome.result(), outcome.weight(), outcome.occurredAtMs());
            return new EvidenceRow(
                    evidence,
                    priority ? row == null ? -1 : row.confidenceOffset() : offset,
                    priority ? offset : row == null ? -1 : row.priorityOffset());
        });
    }

    private void show() {
        rows.forEach((key, row) -> {
            shown.viewRow(key.charAt(0) - '0', key.substring(1), row.encode());
            shown.changelogRow(key.charAt(0) - '0', key.substring(1), row.encode());
        });
        ledger.forEach((source, counts) -> shown.ledger()
                .put(
                        source,
                        new LedgerRow(
                                source.topic(),
                                "id",
                                counts[0] + counts[1],
                                counts[0] + counts[1],
                                counts[0],
                                0,
                                counts[1],
                                1,
                                1,
                                NOW,
                                NOW,
                                NOW,
                                false)));
    }

    private static TopicPartition source(Outcome outcome, int partition) {
        return new TopicPartition(TOPICS.confidenceFor(outcome.priority()), partition);
    }

    private static @Nullable Schema schema(int id) {
        if (id != 2) {
            return null;
        }
        try (InputStream text = FoldedLog.class.getResourceAsStream("/avro/ConfidenceEvent.avsc")) {
            return new Schema.Parser().parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
