package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathTest {
    @Test
    void shouldMatchOneSegmentWhereTheVariableStands() {
        Path pattern = Path.of("/v1/patterns/{id}");
        Path history = Path.of("/v1/patterns/{id}/history");

        assertThat(pattern.match("/v1/patterns/p1")).isEqualTo("p1");
        assertThat(pattern.match("/v1/patterns/")).isNull();
        assertThat(pattern.match("/v1/patterns/p1/history")).isNull();
        assertThat(pattern.match("/v1/patterns:batchGet")).isNull();
        assertThat(history.match("/v1/patterns/p1/history")).isEqualTo("p1");
        assertThat(history.match("/v1/patterns//history")).isNull();
        assertThat(history.match("/v1/patterns/history")).isNull();
        assertThat(history.match("/v1/patterns/a/b/history")).isNull();
    }

    @Test
    void shouldMatchALiteralPathOnlyWhole() {
        assertThat(Path.of("/").match("/")).isEmpty();
        assertThat(Path.of("/").match("/x")).isNull();
        assertThat(Path.of("/livez").match("/livez/")).isNull();
    }
}
