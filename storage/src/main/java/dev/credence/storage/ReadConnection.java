package dev.credence.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** One read-only connection with its prepared statements. Used by one thread at a time. */
final class ReadConnection implements AutoCloseable {
    private final ServedFile file;
    private final Connection connection;
    private final Meta meta;
    private final Dictionaries dictionaries;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private ReadConnection(ServedFile file, Connection connection, Meta meta, Dictionaries dictionaries) {
        this.file = file;
        this.connection = connection;
        this.meta = meta;
        this.dictionaries = dictionaries;
    }

    /** @param dictionaries shared by connections */
    static ReadConnection open(ServedFile file, ViewConfig config, Dictionaries dictionaries) throws SQLException {
        Connection connection = Connections.readOnly(file.path(), config);
        try {
            Schema.require(connection, file.path());
            return new ReadConnection(file, connection, Meta.read(connection), dictionaries);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Over a connection to a file that is known to be a view. */
    static ReadConnection over(ServedFile file, Connection connection) throws SQLException {
        return new ReadConnection(file, connection, Meta.read(connection), new Dictionaries());
    }

    ServedFile file() {
        return file;
    }

    Connection connection() {
        return connection;
    }

    /** What the file is; its figures are as of the opening. */
    Meta meta() {
        return meta;
    }

    Dictionaries dictionaries() {
        return dictionaries;
    }

    /** The statement of {@code sql}, prepared once. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** What {@code work} reads in one snapshot. */
    <T> T inTransaction(ReadWork<T> work) throws SQLException {
        prepared("BEGIN").execute();
        T result;
        try {
            result = work.read(this);
        } catch (SQLException | RuntimeException | Error failed) {
            end(failed);
            throw failed;
        }
        prepared("COMMIT").execute();
        return result;
    }

    /** Some failures have ended the transaction already: what ending it again throws must not be told in their place. */
    private void end(Throwable cause) {
        try {
            prepared("COMMIT").execute();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }
}
