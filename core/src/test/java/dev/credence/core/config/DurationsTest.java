package dev.credence.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "5m, PT5M",
        "12h, PT12H",
        "7d, PT168H",
        "0ms, PT0S",
        "P7D, PT168H",
        "PT30S, PT30S",
        "365000d, PT8760000H"
    })
    void shouldReadWhatPeopleWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "d", "-5s", "PT-5S", "1.5h", "7 d", "7D", "1w", "999999999999999999d", "P999999999999D"
            })
    void shouldNameTheValueWhenItIsNoDuration(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a duration is like 500ms, 30s, 5m, 12h, 7d or ISO-8601 PT30S, was \"" + text + '"');
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0ms", "PT0.5S, 500ms", "PT90M, 90m", "PT24H, 1d", "PT25H, 25h", "PT61S, 61s"})
    void shouldWriteTheLargestUnitThatDivides(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
        assertThat(Durations.parse(expected)).isEqualTo(duration);
    }
}
