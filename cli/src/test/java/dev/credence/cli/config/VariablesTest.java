package dev.credence.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VariablesTest {
    @Test
    void shouldGiveEachKeyAVariableOfItsOwn() {
        assertThat(Arrays.stream(Key.values()).map(Key::variable)).doesNotHaveDuplicates();
        Arrays.stream(Key.values())
                .forEach(key -> assertThat(Variables.known()).containsEntry(key.variable(), key.key()));
    }

    @ParameterizedTest
    @CsvSource({
        "CREDENCE_CONFIG, x",
        "CREDENCE_HEAP, 4g",
        "CREDENCE_JAVA_OPTS, -Xint",
        "CREDENCE_PROFILE, production",
        "CREDENCE_SERVICE_HOST, 10.0.0.1",
        "CREDENCE_SERVICE_PORT_HTTP, 80",
        "CREDENCE_PORT, tcp://10.0.0.1:80",
        "CREDENCE_PORT_80_TCP_ADDR, 10.0.0.1",
        "CREDENCE_QUERY_SERVICE_SERVICE_HOST, 10.0.0.1",
        "CREDENCE_QUERY_SERVICE_PORT, tcp://10.0.0.1:80",
        "CREDENCE_HALF_LIFE, ''",
        "CREDENCES_OTHER, 1",
        "HOME, /"
    })
    void shouldLeaveAloneWhatSetsNoKey(String variable, String value) {
        Settings settings = Settings.resolve(Map.of(), Map.of(variable, value), null, Profile.PRODUCTION);

        assertThat(settings.shown()).allMatch(shown -> shown.origin().equals("default"));
    }

    @ParameterizedTest
    @CsvSource({
        "CREDENCE_HALFLIFE, 'CREDENCE_HALF_LIFE, for half.life'",
        "CREDENCE_HEEP, CREDENCE_HEAP",
        "CREDENCE_KAFA_PRODUCER_LINGER_MS, 'CREDENCE_KAFKA_PRODUCER_LINGER_MS, for kafka.producer.linger.ms'",
    })
    void shouldNameTheNearestWhenAVariableIsUnknown(String variable, String nearest) {
        assertThatThrownBy(() -> resolve(variable))
                .isInstanceOf(SettingsException.class)
                .hasMessage("unknown variable " + variable + "; the nearest is " + nearest);
    }

    private static Settings resolve(String variable) {
        return Settings.resolve(Map.of(), Map.of(variable, "1"), null, Profile.PRODUCTION);
    }
}
