package dev.credence.storage;

import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.WriteBatch.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** All tables of one file as the writer sees them, with their prepared statements. Confined to the writer thread. */
final class Tables implements AutoCloseable {
    private final BlobTable blobs;
    private final DictionaryTable dictionaries;
    private final PreparedStatement ledgerUpsert;
    private final PreparedStatement refusedUpsert;
    private final PreparedStatement metaUpdate;
    private final PositionTable positions;
    final PreparedStatement begin;
    final PreparedStatement commit;
    final RowStates states;
    final PatternTable patterns;
    final EvidenceTable evidence;
    final BodyTable bodies;
    final CommitLog commits;
    Totals totals;

    Tables(Connection connection, HalfLives halfLives, ViewConfig.Writing config) throws SQLException {
        this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
        this.commit = connection.prepareStatement("COMMIT");
        this.blobs = new BlobTable(connection, config.dedupLeastBytes());
        this.dictionaries = new DictionaryTable(connection);
        this.ledgerUpsert = LedgerTable.prepareUpsert(connection);
        this.refusedUpsert = LedgerTable.prepareRefused(connection);
        this.metaUpdate = Meta.prepareUpdate(connection);
        this.positions = new PositionTable(connection);
        this.states = new RowStates(connection, config.rowStates());
        this.patterns = new PatternTable(connection);
        this.evidence = new EvidenceTable(connection, halfLives);
        this.bodies = new BodyTable(connection, blobs);
        this.commits = new CommitLog(connection);
        this.totals = Meta.read(connection).totals();
    }

    List<Position> positions() throws SQLException {
        return positions.all();
    }

    /** Writes how far the sources are shown, with the rows that show it. */
    void putProgress(WriteBatch batch, long caughtUpAtMs) throws SQLException {
        dictionaries.put(batch.dictionaries(), totals);
        LedgerTable.put(ledgerUpsert, batch.ledger());
        LedgerTable.putRefused(refusedUpsert, batch.ledger());
        positions.put(batch.positions());
        putMeta(caughtUpAtMs);
    }

    void putMeta(long caughtUpAtMs) throws SQLException {
        metaUpdate.setLong(1, totals.patterns());
        metaUpdate.setLong(2, totals.originalBytes());
        metaUpdate.setLong(3, totals.storedBytes());
        metaUpdate.setLong(4, caughtUpAtMs);
        metaUpdate.executeUpdate();
    }

    void flush() throws SQLException {
        patterns.flush();
        evidence.flush();
    }

    @Override
    public void close() throws SQLException {
        begin.close();
        commit.close();
        blobs.close();
        dictionaries.close();
        ledgerUpsert.close();
        refusedUpsert.close();
        metaUpdate.close();
        positions.close();
        states.close();
        patterns.close();
        evidence.close();
        bodies.close();
        commits.close();
    }
}
