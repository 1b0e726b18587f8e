package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.storage.WriteBatch.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotsTest extends ViewCase {
    @Test
    void shouldStartAViewFromACopyAtItsOffsets() {
        ViewWriter writer = published();
        writer.commit(batch().evidence("p1", 0, outcomes(3, 1), 7)
                .body("p1", 0, NOON, 1, "text")
                .position("credence.bodies", 0, 8)
                .build());
        Path other = directory.resolve("other");

        Snapshots.Taken taken = Snapshots.take(config, other);
        writer.commit(batch().evidence("p1", 0, outcomes(4, 1), 9)
                .position("credence.bodies", 0, 10)
                .build());

        assertThat(taken.positions()).extracting(Position::offset).containsExactly(8L);
        assertThat(taken.generation()).isNotEqualTo(writer.generation());
        ViewConfig copy = ViewConfig.in(other).with(new ViewConfig.Pool(2, Duration.ofSeconds(2), 16));
        assertThat(View.scrub(copy).damage()).isEmpty();
        try (ViewWriter next = View.openWriter(copy, Batches.IDENTITY);
                ViewReader reader = View.openReader(copy)) {
            assertThat(next.building()).isFalse();
            assertThat(next.generation()).isEqualTo(taken.generation());
            assertThat(next.positions()).isEqualTo(taken.positions());
            assertThat(reader.getAll(List.of("p1")))
                    .extracting(PatternRow::outcomes)
                    .containsExactly(4L);
        }
        assertThat(row("p1").outcomes()).isEqualTo(5);
    }

    @Test
    void shouldNotWriteOverAView() {
        published().commit(batch().evidence("p1", 0, outcomes(3, 1), 7).build());

        assertThatThrownBy(() -> Snapshots.take(config, config.directory()))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining("already");
    }
}
