package dev.credence.storage;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes, and refusals of the file system, mean to whoever runs Credence. */
final class Failures {
    private static final int PRIMARY = 0xFF;

    private Failures() {}

    /** @param doing what was tried, such as "write a batch" */
    static ViewException of(SQLException failure, String doing, Path file) {
        String where = "cannot " + doing + " in " + file;
        return switch (code(failure)) {
            case SQLITE_FULL -> new ViewFullException(where, failure);
            case SQLITE_IOERR ->
                isShort(failure)
                        ? new DamagedViewException(where + ", which ends too soon", failure)
                        : new ViewDiskException(
                                where,
                                "the disk failed (" + failure.getMessage()
                                        + "); look after it, what was committed is intact",
                                failure);
            case SQLITE_BUSY, SQLITE_LOCKED -> new ViewLockedException(where, failure);
            case SQLITE_NOTADB ->
                ViewFiles.isGeneration(String.valueOf(file.getFileName()))
                        ? new DamagedViewException(file + " is damaged: it is not an SQLite database any more", failure)
                        : new ForeignFileException(
                                file
                                        + " is not an SQLite database; if a view should be there, move it away and start again, which rebuilds it");
            // No statement is wrong, and no row breaks a rule, unless the file is not what was written.
            case SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH ->
                new DamagedViewException(where + ", which is damaged: " + failure.getMessage(), failure);
            default -> new ViewException(where + ": " + failure.getMessage(), failure);
        };
    }

    /** What the file system did not do for Java. */
    static ViewDiskException of(UncheckedIOException failure) {
        return new ViewDiskException(
                failure.getMessage() + " (" + failure.getCause() + ")",
                "the file system refused; look after it, what was committed is intact",
                failure);
    }

    private static boolean isShort(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ;
    }

    /** The primary result code; batches wrap the exception that has it. */
    private static SQLiteErrorCode code(SQLException failure) {
        Throwable at = failure;
        while (at != null) {
            if (at instanceof SQLException sql && sql.getErrorCode() != 0) {
                return SQLiteErrorCode.getErrorCode(sql.getErrorCode() & PRIMARY);
            }
            at = at.getCause();
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
