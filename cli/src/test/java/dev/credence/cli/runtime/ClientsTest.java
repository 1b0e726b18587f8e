package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

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
}
