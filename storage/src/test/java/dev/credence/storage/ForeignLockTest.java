package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody else has the file open, and writes. */
class ForeignLockTest extends ViewCase {
    @BeforeEach
    void waitForLocksForAShortTime() {
        config = new ViewConfig(
                config.directory(),
                config.file(),
                config.pool(),
                config.writer(),
                Duration.ofMillis(50),
                config.slowQuery());
    }

    @Test
    void shouldGoOnWithTheSameBatchWhenTheLockIsGone() throws Exception {
        ViewWriter writer = published();
        ViewReader reader = reader();
        writer.commit(batch().body("p1", 0, NOON, 1, "text").build());
        WriteBatch refused = batch().body("p2", 0, NOON, 2, "text").build();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> writer.commit(refused))
                    .isInstanceOf(ViewDiskException.class)
                    .hasMessageEndingWith(": another program holds a lock on it; end whatever else has the file open");
            assertThat(reader.get("p1")).isNotNull();
            statement.execute("ROLLBACK");
        }

        assertThat(writer.commit(refused)).isEqualTo(2);
        assertThat(reader.get("p2")).isNotNull();
        assertThat(writer.damage()).isEmpty();
    }

    @Test
    void shouldEndInOrderWhileTheLockIsHeld() throws Exception {
        ViewWriter writer = View.openWriter(config, Batches.IDENTITY);
        writer.publish();
        writer.commit(batch().body("p1", 0, NOON, 1, "text").build());
        writer.caughtUp(NOON);
        writer.caughtUp(NOON + 1);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            writer.close();
        }

        assertThat(row("p1").seq()).isEqualTo(1);
        writer().commit(batch().body("p1", 0, NOON, 2, "text").build());
        assertThat(row("p1").seq()).isEqualTo(2);
    }
}
