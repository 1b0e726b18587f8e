package dev.credence.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfLivesTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void shouldTakeTheLongestPrefixWhenSeveralMatch() {
        HalfLives halfLives = HalfLives.parse("30d", "route:=7d, route:eu:=2d ,tool:=1d");

        assertThat(halfLives.of("route:eu:berlin")).isEqualTo(2 * DAY);
        assertThat(halfLives.of("route:us")).isEqualTo(7 * DAY);
        assertThat(halfLives.of("tool:")).isEqualTo(DAY);
        assertThat(halfLives.of("route")).isEqualTo(30 * DAY);
    }

    @Test
    void shouldBeTheDefaultWhenNothingElseIsSaid() {
        assertThat(HalfLives.parse("P30D", " ")).isEqualTo(HalfLives.DEFAULT);
        assertThat(HalfLives.DEFAULT.describe()).isEqualTo("30d");
    }

    @Test
    void shouldDescribeEqualHalfLivesAlikeWhateverTheSpelling() {
        HalfLives one = HalfLives.parse("720h", "a=1h,bb=60s,cc=7d");
        HalfLives other = HalfLives.parse("P30D", "cc=PT168H,a=60m,bb=1m");

        assertThat(one).isEqualTo(other);
        assertThat(one.describe()).isEqualTo(other.describe()).isEqualTo("30d,bb=1m,cc=7d,a=1h");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "soon | `` | half.life: a duration is like 500ms, 30s, 5m, 12h, 7d or ISO-8601 PT30S, was \"soon\"",
                "999ms | `` | half.life must be between 1s and 365000d, was 999ms",
                "365001d | `` | half.life must be between 1s and 365000d, was 365001d",
                "30d | route: | half.life.prefixes must be like route:=7d,tool:=1d, was \"route:\"",
                "30d | a=1d, | half.life.prefixes must be like route:=7d,tool:=1d, was \"\"",
                "30d | =1d | half.life.prefixes: no id can start with \"\"; ids are of A-Z a-z 0-9 . _ : -",
                "30d | a*=1d | half.life.prefixes: no id can start with \"a*\"; ids are of A-Z a-z 0-9 . _ : -",
                "30d | a=1d,a=2d | half.life.prefixes: the same prefix twice",
                "30d | a=x | half.life.prefixes: a duration is like 500ms, 30s, 5m, 12h, 7d or ISO-8601 PT30S, was \"x\"",
            })
    void shouldNameKeyAndValueWhenRefused(String halfLife, String prefixes, String message) {
        assertThatThrownBy(() -> HalfLives.parse(halfLife, prefixes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
