package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.view.ViewMaterialiserConfig;
import dev.credence.query.QueryConfig;
import dev.credence.query.access.Access;
import dev.credence.query.http.Listening;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.storage.ViewConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientsTest {
    private static final Settings DEFAULTS = Settings.resolve(Map.of(), Map.of(), null, Profile.PRODUCTION);

    @Test
    void shouldHaveTheSameDefaultsAsTheModules() {
        TopicCatalogue catalogue = Clients.catalogue(DEFAULTS);
        String bootstrap = DEFAULTS.text(Key.BOOTSTRAP_SERVERS);

        assertThat(Clients.processor(DEFAULTS, catalogue))
                .usingRecursiveComparison()
                .ignoringFields("threads")
                .isEqualTo(ProcessorConfig.of(
                        bootstrap, DEFAULTS.text(Key.SCHEMA_REGISTRY_URL), catalogue, DEFAULTS.path(Key.DATA_DIR)));
        assertThat(Clients.materialiser(DEFAULTS, catalogue))
                .isEqualTo(ViewMaterialiserConfig.of(bootstrap, Map.of(), catalogue));
        assertThat(Clients.view(DEFAULTS)).isEqualTo(ViewConfig.in(Path.of("./.credence/view")));
        assertThat(Clients.query(DEFAULTS, Access.open())).isEqualTo(QueryConfig.onPort(Listening.DEFAULT_PORT));
    }

    @Test
    void shouldGiveTheAdminClientItsOwnKeysAndNoOthers() {
        Settings settings = Settings.resolve(
                Map.of(),
                Map.of(
                        "CREDENCE_KAFKA_CLIENT_ID", "all",
                        "CREDENCE_KAFKA_ADMIN_REQUEST_TIMEOUT_MS", "77",
                        "CREDENCE_KAFKA_PRODUCER_LINGER_MS", "7"),
                null,
                Profile.PRODUCTION);

        assertThat(Clients.adminProperties(settings))
                .containsEntry("client.id", "all")
                .containsEntry("request.timeout.ms", "77")
                .containsEntry("default.api.timeout.ms", 15_000)
                .doesNotContainKeys("linger.ms", "producer.linger.ms", "admin.request.timeout.ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000", "30000", "600000"})
    void shouldMakeEveryClientWhenARequestMayTakeLongerThanOurCalls(String requestMs) {
        Settings settings = with(Map.of("CREDENCE_KAFKA_REQUEST_TIMEOUT_MS", requestMs));
        Cluster cluster = new Cluster(settings);

        assertThatCode(() -> {
                    Clients.admin(settings).close();
                    cluster.admin().close();
                    cluster.admin(5_000).close();
                    cluster.consumer().close();
                    cluster.producer().close();
                })
                .doesNotThrowAnyException();
        assertThat(Clients.adminProperties(settings)).containsEntry("request.timeout.ms", 15_000);
    }

    @Test
    void shouldLeaveItToKafkaToRefuseTimesThatContradictEachOther() {
        Settings settings = with(Map.of(
                "CREDENCE_KAFKA_REQUEST_TIMEOUT_MS", "20000",
                "CREDENCE_KAFKA_ADMIN_DEFAULT_API_TIMEOUT_MS", "19000"));

        assertThatThrownBy(() -> Clients.admin(settings))
                .hasRootCauseMessage("The specified value of default.api.timeout.ms must be no smaller than"
                        + " the value of request.timeout.ms.");
    }

    private static Settings with(Map<String, String> environment) {
        return Settings.resolve(Map.of(), environment, null, Profile.PRODUCTION);
    }
}
