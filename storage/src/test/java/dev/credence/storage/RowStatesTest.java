package dev.credence.storage;

import static dev.credence.storage.Batches.batch;
import static dev.credence.storage.Batches.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a new generation, which has no index of its ids. */
class RowStatesTest {
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Schema.createTables(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest(name = "{0} ids are known")
    @ValueSource(ints = {10, 2})
    void shouldFindForgottenRowsByTheirNumbersOrElseByTheirIds(int known) throws SQLException {
        try (RowStates states = new RowStates(connection, 1, new KnownIds(known))) {
            write(states, "a", "b", "c");

            assertThat(rows(states, "c", "d", "a", "b")).containsExactly(3L, 4L, 1L, 2L);
            assertThat(Schema.hasIdIndex(connection))
                    .as("needed for more ids than that")
                    .isEqualTo(known < 3);
        }
    }

    @Test
    void shouldTellIdsWithOneHashApart() throws SQLException {
        try (RowStates states = new RowStates(connection, 1, new KnownIds(10, String::length))) {
            write(states, "a", "bb", "ccc");

            assertThat(rows(states, "aa", "bb", "c", "ccc")).containsExactly(4L, 2L, 5L, 3L);
            assertThat(Schema.hasIdIndex(connection)).isTrue();
        }
    }

    @Test
    void shouldFindTheRowsOfAnEarlierWriterByTheirIds() throws SQLException {
        try (RowStates states = new RowStates(connection, 1, new KnownIds(10))) {
            write(states, "a", "b", "c");
        }
        try (RowStates states = new RowStates(connection, 1, new KnownIds(10))) {
            assertThat(rows(states, "b", "d", "a")).containsExactly(2L, 4L, 1L);
        }
    }

    /** As the writer does. */
    private void write(RowStates states, String... ids) throws SQLException {
        List<RowState> found = states.of(changes(ids));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO patterns(row, id, confidence, lower_bound, usage_count, evidence_in, bodies_in, checksum)"
                        + " VALUES (?, ?, 0.5, 0, 0, -1, -1, ?)")) {
            for (int i = 0; i < ids.length; i++) {
                insert.setLong(1, found.get(i).row());
                insert.setString(2, ids[i]);
                insert.setLong(3, Checksums.pattern(ids[i], found.get(i)));
                insert.executeUpdate();
            }
        }
        states.committed();
    }

    private static List<Long> rows(RowStates states, String... ids) throws SQLException {
        return states.of(changes(ids)).stream().map(RowState::row).toList();
    }

    private static Iterable<RowChange> changes(String... ids) {
        Batches batch = batch();
        for (String id : ids) {
            batch.evidence(id, 0, outcomes(1, 0), 1);
        }
        return RowChange.byId(batch.build()).values();
    }
}
