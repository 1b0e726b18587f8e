package dev.credence.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.sasl.jaas.config",
                "kafka.producer.sasl.jaas.config",
                "kafka.streams.main.consumer.sasl.jaas.config",
                "kafka.ssl.key.password",
                "kafka.ssl.truststore.password",
                "kafka.ssl.keystore.key",
                "kafka.sasl.oauthbearer.client.credentials.client.secret",
                "kafka.password.of.a.plugin",
                "schema.registry.basic.auth.user.info",
                "schema.registry.bearer.auth.token",
                "schema.registry.ssl.keystore.password",
                "schema.registry.ssl.key.password"
            })
    void shouldMaskSecrets(String key) {
        assertThat(Secrets.masked(key, "geheim")).isEqualTo("********");
        assertThat(Secrets.masked(key, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "half.life",
                "http.api.keys.file",
                "kafka.linger.ms",
                "kafka.ssl.truststore.location",
                "kafka.sasl.oauthbearer.token.endpoint.url",
                "kafka.sasl.mechanism",
                "schema.registry.basic.auth.credentials.source",
                "schema.registry.ssl.truststore.location"
            })
    void shouldShowTheRest(String key) {
        assertThat(Secrets.masked(key, "plain")).isEqualTo("plain");
    }

    @Test
    void shouldMaskThePasswordWithinAUrl() {
        assertThat(Secrets.masked("schema.registry.url", "https://me:geheim@a:1,https://b:2"))
                .isEqualTo("https://********@a:1,https://b:2");
    }
}
