package dev.credence.cli.doctor;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Cluster;
import dev.credence.cli.runtime.RunFile;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicSpec;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import dev.credence.storage.ViewInspector;
import dev.credence.storage.ViewReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/**
 * The installation that is looked at: its settings, and what several checks ask about, asked once. Confined to one thread.
 */
public final class Patient implements AutoCloseable {
    private static final int ANSWER_MS = 8_000;

    private final Cluster cluster;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private @Nullable Admin admin;
    private @Nullable BrokerContact contact;
    private @Nullable Map<String, TopicState> topics;

    /** @param environment where run files are looked for */
    public Patient(Cluster cluster, Map<String, String> environment, InstantSource clock) {
        this.cluster = cluster;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    Settings settings() {
        return cluster.settings();
    }

    Cluster cluster() {
        return cluster;
    }

    Map<String, String> environment() {
        return environment;
    }

    long nowMs() {
        return clock.millis();
    }

    Path dataDir() {
        return settings().path(Key.DATA_DIR).toAbsolutePath().normalize();
    }

    TopicCatalogue catalogue() {
        return Clients.catalogue(settings());
    }

    /** The running instances that left a note. */
    List<RunFile> running() {
        return RunFile.running(RunFile.directory(environment));
    }

    /** The first contact with the brokers, made once. */
    BrokerContact contact() {
        BrokerContact made = contact;
        if (made == null) {
            made = BrokerContact.make(this);
            contact = made;
        }
        return made;
    }

    boolean brokerAnswers() {
        return contact().answers();
    }

    Admin admin() {
        Admin opened = admin;
        if (opened == null) {
            opened = cluster.admin(ANSWER_MS);
            admin = opened;
        }
        return opened;
    }

    /** The shared and the internal topics that exist. */
    Map<String, TopicState> topics() {
        Map<String, TopicState> found = topics;
        if (found == null) {
            List<String> names = new java.util.ArrayList<>(
                    catalogue().specs((short) 1).stream().map(TopicSpec::name).toList());
            names.add(catalogue().evidenceChangelog());
            found = Topics.describe(admin(), names);
            topics = found;
        }
        return found;
    }

    /** The view of the data directory; null if there is none. */
    @Nullable
    ViewReport view() {
        Path link = dataDir().resolve("view").resolve("view.db");
        return Files.exists(link) ? ViewInspector.inspect(link) : null;
    }

    /** @throws IllegalStateException with the broker's reason, if it gives no answer in time */
    <T> T ask(KafkaFuture<T> question) {
        try {
            return question.get(ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage()), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + ANSWER_MS / 1000 + " s", e);
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
