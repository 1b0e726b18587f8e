package dev.credence.bench.oracle;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.ledger.LedgerRow;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.storage.LedgerEntry;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewExport;
import dev.credence.storage.ViewNotReadyException;
import dev.credence.storage.ViewReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Judges an installation at rest: reads its log, waits until its view shows all of it, and compares. Confined to one
 * thread.
 */
public final class Oracle {
    private static final String LEDGER_KEYS = "!ledger/";
    private static final String SOURCE = "__streams.errors.";

    private final Installation installation;

    public Oracle(Installation installation) {
        this.installation = installation;
    }

    /**
     * Where everything is.
     *
     * @param halfLifeMs the half-life of an id, in milliseconds
     * @param viewDirectory with the link {@code view.db}
     * @param url of the service; null: it is not asked
     */
    public record Installation(
            String bootstrapServers,
            String registryUrl,
            TopicCatalogue topics,
            ToLongFunction<String> halfLifeMs,
            Path viewDirectory,
            @Nullable String url) {

        /** The same with another service, or none. */
        public Installation withUrl(@Nullable String other) {
            return new Installation(bootstrapServers, registryUrl, topics, halfLifeMs, viewDirectory, other);
        }

        /** The same with another view. */
        public Installation withView(Path other) {
            return new Installation(bootstrapServers, registryUrl, topics, halfLifeMs, other, url);
        }
    }

    /** The log as it is now, counted. Nothing may be published from here on. */
    public Recount recount() {
        Recount recount = new Recount(
                installation.topics(), new RegistrySchemas(installation.registryUrl()), installation.halfLifeMs());
        CommittedLog.read(installation.bootstrapServers(), installation.topics().sources(), recount::add);
        return recount;
    }

    /**
     * Compares with {@code recount} once the view shows as much, or after {@code patience} in any case.
     */
    public Judgement judge(Recount recount, Duration patience) throws InterruptedException {
        try (ViewReader reader = View.openReader(ViewConfig.in(installation.viewDirectory()))) {
            long deadline = System.nanoTime() + patience.toNanos();
            while (!showsAll(reader, recount) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            Shown shown = shown(reader);
            String url = installation.url();
            return new Comparison(
                            recount,
                            url == null
                                    ? shown
                                    : shown.with(new Answers(url)
                                            .about(recount.bodies().keySet())))
                    .run();
        }
    }

    private static boolean showsAll(ViewReader reader, Recount recount) {
        Map<TopicPartition, Long> next = new HashMap<>();
        try {
            reader.ledger()
                    .forEach(entry -> next.put(
                            new TopicPartition(entry.row().topic(), entry.partition()),
                            entry.row().nextOffset()));
        } catch (ViewNotReadyException notYet) {
            return false;
        }
        return recount.tallies().entrySet().stream()
                .allMatch(entry -> next.getOrDefault(entry.getKey(), -1L)
                        >= entry.getValue().nextOffset());
    }

    private Shown shown(ViewReader reader) {
        Shown shown = Shown.nothing();
        reader.export(new ViewExport() {
            @Override
            public void ledger(LedgerEntry entry) {
                LedgerRow row = entry.row();
                shown.ledger().put(new TopicPartition(row.topic(), entry.partition()), row);
            }

            @Override
            public void evidence(String id, int partition, byte[] value) {
                shown.viewRow(partition, id, value);
            }

            @Override
            public void body(String id, int partition, BodyRecord body) {
                // Bodies are compared as the service answers them.
            }
        });
        CommittedLog.read(
                installation.bootstrapServers(),
                List.of(installation.topics().evidenceChangelog()),
                record -> changelog(shown, record));
        CommittedLog.read(
                installation.bootstrapServers(),
                List.of(installation.topics().deadLetter()),
                record -> deadLetter(shown, record.headers()));
        return shown;
    }

    private static void changelog(Shown shown, ConsumerRecord<byte[], byte[]> record) {
        String id = new String(record.key(), StandardCharsets.UTF_8);
        if (!id.startsWith(LEDGER_KEYS)) {
            shown.changelogRow(record.partition(), id, record.value());
        }
    }

    private static void deadLetter(Shown shown, Headers headers) {
        shown.deadLetter(
                new TopicPartition(text(headers, "topic"), Integer.parseInt(text(headers, "partition"))),
                Long.parseLong(text(headers, "offset")));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(SOURCE + name);
        if (header == null) {
            throw new IllegalStateException("a dead letter without " + SOURCE + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
