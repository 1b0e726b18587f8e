package dev.credence.cli.doctor;

import dev.credence.cli.runtime.Clients;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.topic.TopicState;
import dev.credence.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the topics are there and fit for use, and how long they keep what replays need. */
final class TopicsCheck implements Check {
    @Override
    public String name() {
        return "topics";
    }

    @Override
    public List<Finding> look(Patient patient) {
        if (!patient.brokerAnswers()) {
            return List.of(Finding.skip(name(), "no broker answers"));
        }
        TopicCatalogue catalogue = Clients.existingByAny(patient.settings(), patient.admin());
        Map<String, TopicState> states = patient.topics();
        List<Finding> findings = new ArrayList<>();
        Topics.problems(catalogue, states)
                .forEach(problem -> findings.add(Finding.fail(name(), problem.cause(), problem.remedy())));
        for (String source : catalogue.sources()) {
            TopicState state = states.get(source);
            if (state != null) {
                retention(state, findings);
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    name(),
                    "all five of " + catalogue.prefix() + ".*, with " + catalogue.partitions() + " partitions"));
        }
        return findings;
    }

    private void retention(TopicState topic, List<Finding> findings) {
        String ms = topic.configs().getOrDefault("retention.ms", "-1");
        String bytes = topic.configs().getOrDefault("retention.bytes", "-1");
        if (!ms.equals("-1") || !bytes.equals("-1")) {
            String how = !ms.equals("-1")
                    ? "retention.ms=" + ms + " ("
                            + Duration.ofMillis(Long.parseLong(ms)).toHours() + " hours)"
                    : "retention.bytes=" + bytes;
            findings.add(Finding.warn(
                    name(),
                    "topic " + topic.name() + " has a finite retention, " + how
                            + ": confidence stays exact, but a replay starts only where the log does",
                    "if replays matter, set it with kafka-configs.sh --alter --entity-type topics --entity-name "
                            + topic.name() + " --add-config retention.ms=-1,retention.bytes=-1"));
        }
    }
}
