package dev.credence.storage;

import dev.credence.core.codec.Dictionary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The table of dictionaries, each kept for ever: any row may need it. Confined to the writer thread. */
final class DictionaryTable implements AutoCloseable {
    private final PreparedStatement insert;
    private final Sums sums;

    DictionaryTable(Connection connection, Sums sums) throws SQLException {
        this.sums = sums;
        this.insert = connection.prepareStatement(
                "INSERT INTO dictionaries(name, value, checksum) VALUES (?, ?, ?) ON CONFLICT(name) DO NOTHING");
    }

    /** Writes those that are not there yet; what they take counts as stored. */
    void put(List<Dictionary> dictionaries, Totals totals) throws SQLException {
        for (Dictionary dictionary : dictionaries) {
            byte[] value = dictionary.encode();
            insert.setString(1, dictionary.key());
            insert.setBytes(2, value);
            long checksum = Checksums.dictionary(dictionary.key(), value);
            insert.setLong(3, checksum);
            if (insert.executeUpdate() == 1) {
                sums.add(Sums.Of.DICTIONARIES, checksum);
                totals.addBody(0, value.length);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
