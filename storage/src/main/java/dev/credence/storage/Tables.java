package dev.credence.storage;

import dev.credence.core.evidence.HalfLives;
import dev.credence.storage.WriteBatch.Position;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** All tables of one file as the writer sees them, with their prepared statements. Confined to the writer thread. */
final class Tables implements AutoCloseable {
    private final Connection connection;
    private final Sums sums;
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
    final CarriedTable carried;
    Totals totals;

    Tables(Connection connection, HalfLives halfLives, ViewConfig.Writing config) throws SQLException {
        this.connection = connection;
        this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
        this.commit = connection.prepareStatement("COMMIT");
        this.sums = new Sums(connection);
        this.blobs = new BlobTable(connection, sums, config.dedupLeastBytes());
        this.dictionaries = new DictionaryTable(connection, sums);
        this.ledgerUpsert = LedgerTable.prepareUpsert(connection);
        this.refusedUpsert = RefusedTable.prepareUpsert(connection);
        this.metaUpdate = Meta.prepareUpdate(connection);
        this.positions = new PositionTable(connection);
        this.states = new RowStates(connection, config.rowStates());
        this.patterns = new PatternTable(connection, sums);
        this.evidence = new EvidenceTable(connection, halfLives, sums);
        this.bodies = new BodyTable(connection, blobs, sums);
        this.commits = new CommitLog(connection, sums);
        this.carried = new CarriedTable(connection);
        this.totals = Meta.read(connection).totals();
    }

    List<Position> positions() throws SQLException {
        return positions.all();
    }

    /** Writes how far the sources are shown, with the rows that show it. */
    void putProgress(WriteBatch batch, long caughtUpAtMs) throws SQLException {
        dictionaries.put(batch.dictionaries(), totals);
        LedgerTable.put(ledgerUpsert, batch.ledger());
        RefusedTable.put(refusedUpsert, batch.ledger());
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

    /**
     * To be asked before the first write, which sums what it finds.
     *
     * @throws DamagedViewException if the file does not say of the topics what was written
     */
    void requireProgress(Path file) throws SQLException {
        if (!sums.isWritten(Sums.Of.PROGRESS, Counting.progress(connection))) {
            throw new DamagedViewException(
                    file + " is damaged: how far it has read the topics is not as written", null);
        }
    }

    /** Last in a transaction: what the tables add up to. */
    void putSums() throws SQLException {
        sums.set(Sums.Of.PROGRESS, Counting.progress(connection));
        sums.write();
    }

    void dropIndexes() throws SQLException {
        Schema.dropIndexes(connection);
    }

    void flush() throws SQLException {
        bodies.flush();
        patterns.flush();
        evidence.flush();
    }

    @Override
    public void close() throws SQLException {
        begin.close();
        commit.close();
        sums.close();
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
        carried.close();
    }
}
