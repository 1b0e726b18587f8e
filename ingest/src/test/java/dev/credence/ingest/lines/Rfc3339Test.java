package dev.credence.ingest.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05.6z, 2026-01-02T03:04:05.600Z",
        "2026-01-02 03:04:05.6789+02:30, 2026-01-02T00:34:05.678Z",
        "2026-01-02T03:04:05-00:30, 2026-01-02T03:34:05Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z"
    })
    void shouldReadWhatTheRfcAllows(String text, String instant) {
        assertThat(Rfc3339.parse(text)).isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-02",
                "2026-01-02T03:04Z",
                "2026-01-02T03:04:05",
                "2026-01-02T03:04:05.Z",
                "2026-01-02T03:04:05.5",
                "2026-01-02T03:04:05+0200",
                "2026-01-02T03:04:05+02:00x",
                "2026-01-02T03:04:05+24:00",
                "2026-01-02T03:04:05Zx",
                "2026-02-29T03:04:05Z",
                "2026-13-01T03:04:05Z",
                "2026-01-02T24:04:05Z",
                "2026-01-02T03:60:05Z",
                "2026-01-02T03:04:61Z",
                "2026/01/02T03:04:05Z",
                "+026-01-02T03:04:05Z",
                "٢٠٢٦-01-02T03:04:05Z"
            })
    void shouldRefuseWhatTheRfcDoesNot(String text) {
        assertThat(Rfc3339.parse(text)).isEqualTo(Rfc3339.NONE);
    }

    @Test
    void shouldAgreeWithJavaTime() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochMilli(random.nextLong(-62_167_219_200_000L, 253_402_300_800_000L));

            assertThat(Rfc3339.parse(instant.toString())).isEqualTo(instant.toEpochMilli());
        }
    }
}
