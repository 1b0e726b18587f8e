package dev.credence.cli.doctor;

import dev.credence.cli.records.ReadPlan;
import dev.credence.cli.records.TopicReader;
import dev.credence.cli.runtime.Clients;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.evidence.HalfLives;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whether stored evidence was folded with the half-lives of the settings. Looks at some rows, not at all. */
final class HalfLifeCheck implements Check {
    private static final int ROWS = 2_000;

    @Override
    public String name() {
        return "half-life";
    }

    @Override
    public List<Finding> look(Patient patient) {
        String changelog = patient.catalogue().evidenceChangelog();
        if (!patient.brokerAnswers()) {
            return List.of(Finding.skip(name(), "no broker answers"));
        }
        HalfLives wanted = Clients.halfLives(patient.settings());
        if (!patient.topics().containsKey(changelog)) {
            return List.of(Finding.ok(name(), wanted.describe() + "; nothing is folded yet"));
        }
        List<Finding> differing = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = patient.cluster().consumer()) {
            ReadPlan some = new ReadPlan(changelog, null, ReadPlan.BEGINNING, ROWS, false);
            new TopicReader(consumer).read(some, record -> {
                compare(record, wanted, differing);
                return differing.isEmpty();
            });
        }
        return differing.isEmpty() ? List.of(Finding.ok(name(), wanted.describe())) : differing;
    }

    private void compare(ConsumerRecord<byte[], byte[]> record, HalfLives wanted, List<Finding> differing) {
        String id = record.key() == null ? "!" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null || id.startsWith("!")) {
            return;
        }
        long folded = EvidenceRow.decode(record.value()).evidence().halfLifeMs();
        if (folded != wanted.of(id)) {
            differing.add(Finding.fail(
                    name(),
                    "the half-life changed: the evidence of " + id + " was folded with " + days(folded)
                            + ", the settings give it " + days(wanted.of(id)),
                    "set half.life and half.life.prefixes back, or fold everything anew under another"
                            + " application.id and data.dir"));
        }
    }

    private static String days(long ms) {
        return ms % Duration.ofDays(1).toMillis() == 0
                ? Duration.ofMillis(ms).toDays() + "d"
                : Duration.ofMillis(ms).toString();
    }
}
