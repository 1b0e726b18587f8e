package dev.credence.processor.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.DamagedViewException;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewConfig.Writing;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewReader;
import dev.credence.testkit.KafkaCluster;
import dev.credence.testkit.WithKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The materialiser into SQLite: a view is a function of the two topics, however it came about. */
@WithKafka
class RebuiltViewIT {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final int IDS = 150;
    private static final int PARTITIONS = 3;

    private final KafkaCluster cluster;

    @TempDir
    Path directory;

    RebuiltViewIT(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldShowTheSameRowsWhenTheFileIsDeletedAndRebuilt() throws IOException {
        try (CompactedTopics log = new CompactedTopics(cluster.bootstrapServers(), PARTITIONS)) {
            log.create();
            Random random = new Random(7);
            Path view = directory.resolve("view");
            ViewConfig config = ViewConfig.in(view);

            flushes(log, random, 0);
            follow(log, config, () -> flushes(log, random, 1));
            flushes(log, random, 2);
            follow(log, config, () -> flushes(log, random, 3));
            Map<String, String> grown = rows(config);
            try (Stream<Path> files = Files.list(view)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
            follow(log, config, () -> {});

            assertThat(grown).hasSizeGreaterThan(IDS / 2);
            assertThat(rows(config)).isEqualTo(grown);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE evidence SET value = zeroblob(length(value)) WHERE row = 1",
                "DELETE FROM patterns WHERE row = 1"
            })
    void shouldRepairItselfWhenARowIsDamaged(String damage) throws Exception {
        try (CompactedTopics log = new CompactedTopics(cluster.bootstrapServers(), PARTITIONS)) {
            log.create();
            flushes(log, new Random(9), 0);
            ViewConfig config = ViewConfig.in(directory.resolve("hurt"));
            try (ViewMaterialiser running = start(log, config, Duration.ofSeconds(1));
                    ViewReader reader = View.openReader(config)) {
                await().atMost(WAIT).until(running::ready);
                Map<String, String> before = rows(config);
                String generation = reader.info().generation();

                execute(config.directory().resolve("view.db"), damage);

                await().atMost(WAIT)
                        .ignoreExceptionsInstanceOf(DamagedViewException.class)
                        .until(() -> !reader.info().generation().equals(generation));
                assertThat(rows(config)).isEqualTo(before);
                assertThat(running.failure()).isNull();
            }
        }
    }

    @Test
    void shouldWaitWhileTheDiskIsFullAndLoseNothing() throws Exception {
        try (CompactedTopics log = new CompactedTopics(cluster.bootstrapServers(), PARTITIONS)) {
            log.create();
            Random random = new Random(8);
            ViewConfig small =
                    ViewConfig.in(directory.resolve("small")).with(new Writing(1000, 64, 1 << 20, 1024, 400));
            Path file = small.directory().resolve("view.db");
            flushes(log, random, 0);
            follow(log, small, () -> execute(file, "CREATE TABLE ballast AS SELECT zeroblob(1200000) AS it"));

            try (ViewMaterialiser running = start(log, small);
                    ViewReader reader = View.openReader(small)) {
                await().atMost(WAIT).until(running::ready);
                Map<String, String> before = rows(small);
                large(log, random);
                await().atMost(WAIT).until(() -> running.obstacle() != null);
                assertThat(running.obstacle()).contains("no space left");
                long behindMs = running.behindMs();
                await().atMost(WAIT).until(() -> running.behindMs() > behindMs + 1000);
                assertThat(running.failure()).isNull();
                assertThat(reader.getAll(List.of("p1", "p2", "p3"))).isNotEmpty();
                assertThat(rows(small).keySet()).containsAll(before.keySet());
            }
            try (ViewMaterialiser running = start(log, small)) {
                await().atMost(WAIT).until(() -> running.obstacle() != null);
                execute(file, "DROP TABLE ballast");
                await().atMost(WAIT).until(() -> running.ready() && running.behindMs() == 0);
                assertThat(running.obstacle()).isNull();
            }

            ViewConfig roomy = ViewConfig.in(directory.resolve("roomy"));
            follow(log, roomy, () -> {});
            assertThat(rows(small)).isEqualTo(rows(roomy));
        }
    }

    /** More than fits, in texts that do not compress. */
    private static void large(CompactedTopics log, Random random) {
        for (int number = 11; number <= 41; number++) {
            int partition = random.nextInt(PARTITIONS);
            String text = random.ints(20_000, 33, 127)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            log.begin();
            log.evidence(partition, "p" + random.nextInt(IDS), 1 + random.nextInt(30));
            log.ledgers(partition, number * 20L);
            log.body(partition, "p" + random.nextInt(IDS), text, number);
            log.bodyLedger(partition, number);
            log.commit();
        }
    }

    private static void execute(Path file, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toRealPath());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs a materialiser, does {@code meanwhile}, and returns when the view has all of it. */
    private void follow(CompactedTopics log, ViewConfig config, Runnable meanwhile) {
        try (ViewMaterialiser running = start(log, config)) {
            await().atMost(WAIT).until(running::ready);
            meanwhile.run();
            long after = System.currentTimeMillis();
            await().atMost(WAIT).until(() -> running.lastContactMs() > after + 1000 && running.behindMs() == 0);
            assertThat(running.failure()).isNull();
        }
    }

    private ViewMaterialiser start(CompactedTopics log, ViewConfig config) {
        return start(log, config, Duration.ZERO);
    }

    private ViewMaterialiser start(CompactedTopics log, ViewConfig config, Duration scrubs) {
        ViewIdentity identity =
                new ViewIdentity(log.names().applicationId(), log.names().prefix(), HalfLives.DEFAULT);
        return ViewMaterialiser.start(
                ViewMaterialiserConfig.of(cluster.bootstrapServers(), Map.of(), log.names())
                        .withScrubInterval(scrubs),
                ViewGenerations.of(config, identity),
                new SimpleMeterRegistry());
    }

    private static void flushes(CompactedTopics log, Random random, int round) {
        for (int flush = 0; flush < 10; flush++) {
            int partition = random.nextInt(PARTITIONS);
            int number = round * 10 + flush + 1;
            log.begin();
            for (int i = 0; i < 20; i++) {
                log.evidence(partition, "p" + random.nextInt(IDS), 1 + random.nextInt(30));
            }
            log.ledgers(partition, number * 20L);
            log.body(partition, "p" + random.nextInt(IDS), "text of round " + number, number);
            log.bodyLedger(partition, number);
            log.commit();
        }
    }

    private static Map<String, String> rows(ViewConfig config) {
        return ShownRows.of(config, IDS);
    }
}
