package dev.credence.storage;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to whoever runs Credence. */
final class Failures {
    private static final int ERROR = 1;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int TOO_BIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int MISMATCH = 20;
    private static final int NOT_A_DATABASE = 26;
    private static final int PRIMARY = 0xFF;

    private Failures() {}

    /** @param doing what was tried, such as "write a batch" */
    static ViewException of(SQLException failure, String doing, Path file) {
        String where = "cannot " + doing + " in " + file;
        return switch (code(failure)) {
            case FULL -> new ViewFullException(where, failure);
            case IOERR ->
                isShort(failure)
                        ? new DamagedViewException(where + ", which ends too soon", failure)
                        : new ViewDiskException(
                                where,
                                "the disk failed (" + failure.getMessage()
                                        + "); look after it, what was committed is intact",
                                failure);
            case BUSY, LOCKED ->
                new ViewException(
                        where + ": another program holds a lock on it; end whatever else has the file open", failure);
            case NOT_A_DATABASE ->
                ViewFiles.isGeneration(String.valueOf(file.getFileName()))
                        ? new DamagedViewException(file + " is damaged: it is not an SQLite database any more", failure)
                        : new ForeignFileException(
                                file
                                        + " is not an SQLite database; if a view should be there, move it away and start again, which rebuilds it");
            // No statement is wrong, and no row breaks a rule, unless the file is not what was written.
            case ERROR, CORRUPT, TOO_BIG, CONSTRAINT, MISMATCH ->
                new DamagedViewException(where + ", which is damaged: " + failure.getMessage(), failure);
            default -> new ViewException(where + ": " + failure.getMessage(), failure);
        };
    }

    private static boolean isShort(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ;
    }

    /** The primary result code; batches wrap the exception that has it. */
    private static int code(SQLException failure) {
        Throwable at = failure;
        while (at != null) {
            if (at instanceof SQLException sql && sql.getErrorCode() != 0) {
                return sql.getErrorCode() & PRIMARY;
            }
            at = at.getCause();
        }
        return 0;
    }
}
