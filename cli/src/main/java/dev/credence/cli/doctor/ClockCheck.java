package dev.credence.cli.doctor;

import dev.credence.cli.config.Key;
import dev.credence.core.rules.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Whether this machine's clock agrees with that of the broker and of the registry. Nothing may be written to find out, so
 * it rests on what is there: the greatest append time of the event topics, and the registry's Date header.
 */
final class ClockCheck implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long WARN_MS = 5_000;

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Finding> look(Patient patient) {
        List<Finding> findings = new ArrayList<>();
        Long registry = registryMs(patient.settings().text(Key.SCHEMA_REGISTRY_URL));
        if (registry != null) {
            compare("the registry's", patient.nowMs() - registry, findings);
        }
        Long append = patient.brokerAnswers() ? greatestAppendMs(patient) : null;
        if (append != null && append > patient.nowMs()) {
            compare("the broker's", patient.nowMs() - append, findings);
        }
        if (findings.isEmpty()) {
            findings.add(
                    registry == null && append == null
                            ? Finding.skip(name(), "there is nothing to compare with")
                            : Finding.ok(
                                    name(), "agrees with " + (registry == null ? "the broker's" : "the registry's")));
        }
        return findings;
    }

    /** @param aheadMs by how much this machine's clock is ahead of the other */
    void compare(String whose, long aheadMs, List<Finding> findings) {
        long off = Math.abs(aheadMs);
        if (off < WARN_MS) {
            return;
        }
        String cause =
                "this machine's clock is " + off / 1000 + " s " + (aheadMs > 0 ? "ahead of " : "behind ") + whose;
        String remedy = "set the clocks by NTP";
        findings.add(
                off < Limits.MAX_AHEAD_MS
                        ? Finding.warn(name(), cause, remedy)
                        : Finding.fail(
                                name(),
                                cause + "; outcomes stamped more than " + Limits.MAX_AHEAD_MS / 60_000
                                        + " min after the broker's time are dead-lettered as bad-time",
                                remedy));
    }

    private static @Nullable Long greatestAppendMs(Patient patient) {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        for (String source : patient.catalogue().sources()) {
            var state = patient.topics().get(source);
            IntStream.range(0, state == null ? 0 : state.partitions())
                    .forEach(partition ->
                            question.put(new TopicPartition(source, partition), OffsetSpec.maxTimestamp()));
        }
        long greatest = patient.ask(patient.admin().listOffsets(question).all()).values().stream()
                .mapToLong(found -> found.timestamp())
                .max()
                .orElse(-1);
        return greatest < 0 ? null : greatest;
    }

    private static @Nullable Long registryMs(String urls) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(urls.split(",", 2)[0].trim()))
                    .timeout(PATIENCE)
                    .build();
            String date = client.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Date")
                    .orElse("");
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            return null; // that it does not answer is another check's finding
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
