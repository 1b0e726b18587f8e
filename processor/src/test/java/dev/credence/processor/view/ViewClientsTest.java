package dev.credence.processor.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewClientsTest {
    @Test
    void shouldKeepWhatExactnessRestsOnWhateverIsConfigured() {
        Map<String, Object> properties = ViewClients.consumerProperties(config(Map.of(
                "isolation.level", "read_uncommitted",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "true",
                "group.id", "other",
                "bootstrap.servers", "elsewhere:1")));

        assertThat(properties)
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("bootstrap.servers", "broker:9092")
                .doesNotContainKey("group.id");
    }

    @Test
    void shouldPassOnWhatIsConfiguredForConsumersAndNothingElse() {
        Map<String, Object> properties = ViewClients.consumerProperties(
                config(Map.of("fetch.max.wait.ms", "7", "security.protocol", "SSL", "linger.ms", "5")));

        assertThat(properties)
                .containsEntry("fetch.max.wait.ms", "7")
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKey("linger.ms");
    }

    @Test
    void shouldTakeAsManyRecordsAtATimeAsABatchHasRows() {
        assertThat(ViewClients.consumerProperties(config(Map.of()).withBatchRows(77)))
                .containsEntry("max.poll.records", "77");
        assertThat(ViewClients.consumerProperties(
                        config(Map.of("max.poll.records", "5")).withBatchRows(77)))
                .containsEntry("max.poll.records", "5");
    }

    @Test
    void shouldMakeItsAdminClientWhenARequestMayTakeLongerThanItsCalls() {
        ViewMaterialiserConfig config =
                ViewMaterialiserConfig.of("127.0.0.1:1", Map.of("request.timeout.ms", "30000"), InternalRecords.TOPICS);

        assertThatCode(() -> ViewClients.admin(config).close()).doesNotThrowAnyException();
        assertThat(ViewClients.adminProperties(config)).containsEntry("request.timeout.ms", 10_000);
    }

    private static ViewMaterialiserConfig config(Map<String, String> kafka) {
        return ViewMaterialiserConfig.of("broker:9092", new HashMap<>(kafka), InternalRecords.TOPICS);
    }
}
