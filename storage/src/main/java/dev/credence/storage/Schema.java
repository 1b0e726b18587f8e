package dev.credence.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Format 1 of the file: its tables and the indexes for those who query it with SQL. */
final class Schema {
    static final int APPLICATION_ID = 0x43524544;
    static final int FORMAT = 1;

    /** Views of earlier versions have none. */
    private static final String SUMS = """
            CREATE TABLE IF NOT EXISTS sums(
              name TEXT PRIMARY KEY,
              rows INTEGER NOT NULL,
              checksums INTEGER NOT NULL) STRICT, WITHOUT ROWID""";

    /*
     * Every column but row, seq, committed_at and the two times of meta is a function of the two compacted topics.
     * evidence_in and bodies_in say which partition holds a pattern's rows: its number, -1 for none, -2 for several; so
     * the writer of a lone partition's row need not look for others. patterns.checksum is over what comes from bodies;
     * the rest of a row can be told from evidence. Bodies have a rowid, which nothing refers to: without one SQLite puts
     * whatever is over a quarter of a page on a page of its own. Ids are unique by an index that is made late: see
     * createIdIndex.
     */
    private static final List<String> TABLES = List.of("""
            CREATE TABLE patterns(
              row INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 128),
              type TEXT CHECK (length(type) BETWEEN 1 AND 128),
              confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
              lower_bound REAL NOT NULL CHECK (lower_bound BETWEEN 0 AND 1),
              valued_at INTEGER CHECK (valued_at >= 0),
              usage_count INTEGER NOT NULL CHECK (usage_count >= 0),
              last_used INTEGER CHECK (last_used >= 0),
              created_at INTEGER,
              updated_at INTEGER CHECK (updated_at >= created_at),
              prior_mean REAL CHECK (prior_mean > 0 AND prior_mean < 1),
              prior_strength REAL CHECK (prior_strength > 0),
              evidence_in INTEGER NOT NULL CHECK (evidence_in >= -2),
              bodies_in INTEGER NOT NULL CHECK (bodies_in >= -2),
              checksum INTEGER NOT NULL) STRICT""", """
            CREATE TABLE evidence(
              row INTEGER NOT NULL,
              partition INTEGER NOT NULL CHECK (partition >= 0),
              value BLOB NOT NULL,
              checksum INTEGER NOT NULL,
              PRIMARY KEY (row, partition)) STRICT, WITHOUT ROWID""", """
            CREATE TABLE bodies(
              row INTEGER NOT NULL,
              partition INTEGER NOT NULL CHECK (partition >= 0),
              value BLOB NOT NULL,
              text_blob INTEGER,
              embedding_blob INTEGER,
              trajectory_blob INTEGER,
              original_bytes INTEGER NOT NULL CHECK (original_bytes >= 0),
              stored_bytes INTEGER NOT NULL CHECK (stored_bytes >= 0),
              checksum INTEGER NOT NULL,
              PRIMARY KEY (row, partition)) STRICT""", """
            CREATE TABLE blobs(
              blob INTEGER PRIMARY KEY,
              hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
              refs INTEGER NOT NULL CHECK (refs > 0),
              value BLOB NOT NULL,
              checksum INTEGER NOT NULL) STRICT""", """
            CREATE TABLE dictionaries(
              name TEXT PRIMARY KEY,
              value BLOB NOT NULL,
              checksum INTEGER NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE TABLE ledger(
              topic TEXT NOT NULL,
              partition INTEGER NOT NULL CHECK (partition >= 0),
              topic_id TEXT NOT NULL,
              next_offset INTEGER NOT NULL,
              consumed INTEGER NOT NULL,
              applied INTEGER NOT NULL,
              duplicate INTEGER NOT NULL,
              dead_lettered INTEGER NOT NULL,
              batches INTEGER NOT NULL,
              rows INTEGER NOT NULL,
              window_opened_at INTEGER NOT NULL,
              window_closed_at INTEGER NOT NULL,
              last_append_at INTEGER NOT NULL,
              PRIMARY KEY (topic, partition),
              CHECK (consumed = applied + duplicate + dead_lettered)) STRICT, WITHOUT ROWID""", """
            CREATE TABLE positions(
              topic TEXT NOT NULL,
              partition INTEGER NOT NULL CHECK (partition >= 0),
              topic_id TEXT NOT NULL,
              "offset" INTEGER NOT NULL CHECK ("offset" >= 0),
              leader_epoch INTEGER NOT NULL CHECK (leader_epoch >= -1),
              PRIMARY KEY (topic, partition)) STRICT, WITHOUT ROWID""", """
            CREATE TABLE commit_log(
              seq INTEGER PRIMARY KEY,
              committed_at INTEGER NOT NULL,
              changed BLOB NOT NULL,
              ids_changed INTEGER NOT NULL CHECK (ids_changed IN (0, 1))) STRICT""", """
            CREATE TABLE meta(
              only INTEGER PRIMARY KEY CHECK (only = 1),
              generation TEXT NOT NULL,
              application_id TEXT NOT NULL,
              topics_prefix TEXT NOT NULL,
              half_lives TEXT NOT NULL,
              created_at INTEGER NOT NULL,
              caught_up_at INTEGER NOT NULL,
              patterns INTEGER NOT NULL CHECK (patterns >= 0),
              original_bytes INTEGER NOT NULL CHECK (original_bytes >= 0),
              stored_bytes INTEGER NOT NULL CHECK (stored_bytes >= 0)) STRICT""", SUMS);

    /** Came later: files of this format may lack it, or the checksums, which earlier builds do not write. */
    private static final String REFUSED = """
            CREATE TABLE IF NOT EXISTS refused(
              topic TEXT NOT NULL,
              partition INTEGER NOT NULL CHECK (partition >= 0),
              records BLOB NOT NULL,
              checksum INTEGER,
              PRIMARY KEY (topic, partition)) STRICT, WITHOUT ROWID""";

    /** Came later, too. No part of what a view says: whoever cannot have it reads the rows. */
    private static final String CARRIED = """
            CREATE TABLE IF NOT EXISTS carried(
              seq INTEGER PRIMARY KEY,
              value BLOB NOT NULL,
              checksum INTEGER NOT NULL) STRICT""";

    /** What a file has of the table {@code refused}. */
    enum Refused {
        MISSING,
        WITHOUT_CHECKSUMS,
        WHOLE
    }

    private static final List<Index> INDEXES = List.of(
            new Index("idx_patterns_type_confidence", "patterns(type, confidence DESC) WHERE confidence >= 0.5"),
            new Index("idx_patterns_usage", "patterns(usage_count DESC, last_used DESC) WHERE usage_count > 0"),
            new Index(
                    "idx_patterns_composite",
                    "patterns(type, confidence DESC, usage_count DESC) WHERE confidence >= 0.3"));

    private static final Index IDS = new Index("unique_patterns_id", "patterns(id)");

    private Schema() {}

    static void createTables(Connection connection) throws SQLException {
        runAll(connection, TABLES);
        createMissingTables(connection);
        new Pragmas(connection).set("application_id", APPLICATION_ID).set("user_version", FORMAT);
    }

    /** Lets a view of an earlier version have sums: of what it has now. */
    static void complete(Connection connection) throws SQLException {
        if (has(connection, "sums")) {
            return;
        }
        runAll(connection, List.of("BEGIN IMMEDIATE", SUMS));
        try (Sums sums = new Sums(connection)) {
            Counting.all(connection).forEach(sums::set);
            sums.write();
        }
        runAll(connection, List.of("COMMIT"));
    }

    /**
     * Whether rows can be found by their ids. In files of earlier builds the table itself says that ids are unique, which
     * is as good.
     */
    static boolean hasIdIndex(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*) FROM pragma_index_list('patterns') WHERE \"unique\" = 1")) {
            return result.getInt(1) > 0;
        }
    }

    /** Of a new generation, once its rows have to be found by their ids: before that, its ids lie in no order. */
    static void createIdIndex(Connection connection) throws SQLException {
        if (!hasIdIndex(connection)) {
            runAll(connection, List.of(IDS.create("UNIQUE ")));
        }
    }

    static boolean hasIndexes(Connection connection) throws SQLException {
        for (Index index : INDEXES) {
            if (!has(connection, index.name())) {
                return false;
            }
        }
        return true;
    }

    static void createIndexes(Connection connection) throws SQLException {
        runAll(connection, INDEXES.stream().map(index -> index.create("")).toList());
        // A sample of each index tells the planner enough.
        runAll(connection, List.of("PRAGMA analysis_limit = 1000", "ANALYZE"));
    }

    /** Before much is written at once; {@link #createIndexes} makes them anew later. */
    static void dropIndexes(Connection connection) throws SQLException {
        runAll(connection, INDEXES.stream().map(Index::drop).toList());
    }

    /** Whether the file is of a build whose commits carry evidence. */
    static boolean hasCarried(Connection connection) throws SQLException {
        return has(connection, "carried");
    }

    static Refused ofRefused(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery(
                        "SELECT count(*), sum(name = 'checksum') FROM pragma_table_info('refused')")) {
            boolean missing = columns.getInt(1) == 0;
            return missing ? Refused.MISSING : columns.getInt(2) == 0 ? Refused.WITHOUT_CHECKSUMS : Refused.WHOLE;
        }
    }

    private static boolean has(Connection connection, String name) throws SQLException {
        try (PreparedStatement named =
                connection.prepareStatement("SELECT count(*) FROM sqlite_schema WHERE name = ?")) {
            named.setString(1, name);
            try (ResultSet result = named.executeQuery()) {
                return result.getInt(1) == 1;
            }
        }
    }

    /** For a file that an earlier build of this format began. */
    static void createMissingTables(Connection connection) throws SQLException {
        if (ofRefused(connection) == Refused.WITHOUT_CHECKSUMS) {
            runAll(connection, List.of("ALTER TABLE refused ADD COLUMN checksum INTEGER"));
        }
        runAll(connection, List.of(REFUSED, CARRIED));
    }

    /** @throws ViewException if {@code file} is not a view of this format */
    static void require(Connection connection, Path file) throws SQLException {
        Pragmas pragmas = new Pragmas(connection);
        if (Integer.parseInt(pragmas.get("application_id")) != APPLICATION_ID) {
            requireForeign(connection, file);
            throw new ForeignFileException(
                    file + " is a database of another program: move it away, or set another data.dir");
        }
        int format = Integer.parseInt(pragmas.get("user_version"));
        if (format > FORMAT) {
            throw new NewerFormatException(file + " is of format " + format + ", this build reads format " + FORMAT
                    + ": use the newer Credence, or delete the view's directory, which rebuilds it");
        }
        if (format < FORMAT) {
            throw new ForeignFileException(
                    file + " is of format " + format + ", which no Credence wrote: move it away");
        }
    }

    /** @throws DamagedViewException if it is a view all the same, as far as its head is not overwritten */
    private static void requireForeign(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("SELECT count(*), sum(name = 'meta') FROM sqlite_schema")) {
            String name = String.valueOf(file.getFileName());
            boolean empty = tables.getInt(1) == 0;
            boolean ours = ViewFiles.isGeneration(name) && (empty || isOf(name, tables.getInt(2), connection));
            if (ours) {
                throw new DamagedViewException(file + " is damaged: its head does not say that it is a view", null);
            }
        }
    }

    private static boolean isOf(String name, int metas, Connection connection) throws SQLException {
        return metas == 1 && name.equals(ViewFiles.name(Meta.read(connection).generation()));
    }

    private static void runAll(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** @param on its table, columns and condition */
    private record Index(String name, String on) {
        /** @param kind empty, or a word with a space behind it */
        String create(String kind) {
            return "CREATE " + kind + "INDEX IF NOT EXISTS " + name + " ON " + on;
        }

        String drop() {
            return "DROP INDEX IF EXISTS " + name;
        }
    }
}
