package dev.credence.storage;

import static dev.credence.storage.Batches.NOON;
import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A file that cannot grow, as SQLite has it when the disk is full. Something else takes space in it, so that there is room
 * when it goes.
 */
class FullDiskTest extends ViewCase {
    private static final String BALLAST = "CREATE TABLE ballast AS SELECT zeroblob(1000000) AS it";
    private static final List<String> ALL_ROWS = Stream.of(
                    "patterns", "evidence", "bodies", "blobs", "ledger", "positions")
            .map("SELECT * FROM %s"::formatted)
            .toList();

    private final Random random = new Random(11);
    private int round;

    @BeforeEach
    void limit() {
        config = config.with(new ViewConfig.Writing(1000, 64, 1 << 20, 1024, 400));
    }

    @Test
    void shouldGoOnWithTheSameBatchWhenThereIsRoomAgain() throws Exception {
        ViewWriter writer = published();
        execute(file(), BALLAST);
        ViewReader reader = reader();
        WriteBatch refused = fill(writer, batch -> {});
        int committed = round - 1;
        List<WriteBatch.Position> positions = writer.positions();

        assertThat(positions).extracting(WriteBatch.Position::offset).containsExactly((long) committed);
        assertThat(reader.info().patterns()).isEqualTo(committed);
        assertThat(reader.get("p" + committed)).isNotNull();
        assertThat(reader.get("p" + round)).isNull();
        assertThat(catchThrowableOfType(ViewFullException.class, () -> writer.commit(refused)))
                .hasMessageContaining("make room");

        execute(file(), "DROP TABLE ballast");

        assertThat(writer.commit(refused)).isEqualTo(committed + 1L);
        assertThat(reader.get("p" + round)).isNotNull();
        assertThat(reader.info().patterns()).isEqualTo(committed + 1);
    }

    @Test
    void shouldHoldTheSameRowsAsIfThereHadBeenRoom() throws Exception {
        ViewWriter writer = View.openWriter(config, Batches.IDENTITY);
        writer.publish();
        execute(file(), BALLAST);
        List<WriteBatch> taken = new ArrayList<>();
        WriteBatch refused = fill(writer, taken::add);
        execute(file(), "DROP TABLE ballast");
        writer.commit(refused);
        taken.add(refused);
        List<List<String>> rows = rows();
        writer.close();

        config = ViewConfig.in(directory.resolve("roomy"));
        ViewWriter other = published();
        taken.forEach(other::commit);

        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void shouldEndInOrderWhenTheDiskIsFull() throws Exception {
        ViewWriter writer = View.openWriter(config, Batches.IDENTITY);
        writer.publish();
        execute(file(), BALLAST);
        WriteBatch refused = fill(writer, batch -> {});
        int committed = round - 1;
        writer.caughtUp(NOON);

        writer.close();

        execute(file(), "DROP TABLE ballast");
        ViewWriter next = writer();
        assertThat(next.positions()).extracting(WriteBatch.Position::offset).containsExactly((long) committed);
        assertThat(next.commit(refused)).isEqualTo(committed + 1L);
    }

    /** Commits until there is no room; returns what was refused. */
    private WriteBatch fill(ViewWriter writer, Consumer<WriteBatch> taken) {
        while (true) {
            WriteBatch next = next();
            ViewFullException full = catchThrowableOfType(ViewFullException.class, () -> writer.commit(next));
            if (full != null) {
                return next;
            }
            taken.accept(next);
        }
    }

    /** A new pattern with a text of its own, and one more outcome of an old one. */
    private WriteBatch next() {
        round++;
        String text = random.ints(20_000, 33, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return batch().body("p" + round, 0, NOON, round, text)
                .evidence("p" + (round + 1) / 2, 0, outcomes(round, 1), round)
                .position("t", 0, round)
                .ledger("credence.confidence", 0, round)
                .build();
    }

    private List<List<String>> rows() throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (String sql : ALL_ROWS) {
            rows.add(query(file(), sql));
        }
        return rows;
    }
}
