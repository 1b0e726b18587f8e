package dev.credence.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A view's file written anew from one snapshot, without the pages that nothing uses, as another generation. */
final class Copy {
    private Copy() {}

    /**
     * Copies what {@code connection} sees, in a transaction of its own. Whoever writes goes on beside it, unless it is the
     * writer's connection.
     *
     * @param target where no file is yet
     */
    static void write(Connection connection, Path target, String generation, ViewConfig config) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, target.toString());
            copy.executeUpdate();
        }
        try (Connection copied = Connections.readWrite(target, config)) {
            copied.setAutoCommit(false);
            try (PreparedStatement rename = copied.prepareStatement("UPDATE meta SET generation = ?");
                    Sums sums = new Sums(copied)) {
                rename.setString(1, generation);
                rename.executeUpdate();
                sums.set(Sums.Of.PROGRESS, Counting.progress(copied));
                sums.write();
                copied.commit();
            }
        }
    }
}
