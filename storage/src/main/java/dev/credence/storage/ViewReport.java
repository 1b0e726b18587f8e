package dev.credence.storage;

import dev.credence.storage.WriteBatch.Position;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a database file holds, of one snapshot.
 *
 * @param applicationId SQLite's field; {@link #isView} compares it with ours
 * @param format SQLite's user version: the format of a view
 * @param view null if the file is not a view that this build reads
 * @param codecs how each codec did, over all bodies; empty if there is no view
 * @param dictionaries what texts of each type have in common, and how many bodies need it
 * @param blobs large parts kept apart, each once however many bodies have it
 */
public record ViewReport(
        Path file,
        long applicationId,
        int format,
        Pages pages,
        List<Table> tables,
        List<Index> indexes,
        @Nullable ViewInfo view,
        List<LedgerEntry> ledger,
        List<Position> positions,
        List<CodecFigures> codecs,
        List<DictionaryFigures> dictionaries,
        Blobs blobs) {

    public ViewReport {
        tables = List.copyOf(tables);
        indexes = List.copyOf(indexes);
        ledger = List.copyOf(ledger);
        positions = List.copyOf(positions);
        codecs = List.copyOf(codecs);
        dictionaries = List.copyOf(dictionaries);
    }

    /** A database that is not a view of this build's format. */
    static ViewReport ofOther(
            Path file, long applicationId, int format, Pages pages, List<Table> tables, List<Index> indexes) {
        return new ViewReport(
                file,
                applicationId,
                format,
                pages,
                tables,
                indexes,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Blobs(0, 0, 0));
    }

    /** The file in pages. */
    public record Pages(long bytes, long count, long free, long fileBytes, long walBytes) {}

    /** @param bytes pages that the table takes, its indexes apart */
    public record Table(String name, long rows, long bytes) {}

    /** @param where of a partial index: its condition; null for one of all rows */
    public record Index(
            String name,
            String table,
            List<String> columns,
            @Nullable String where,
            long bytes) {
        public Index {
            columns = List.copyOf(columns);
        }
    }

    /** @param parts text, embedding and trajectory count one each */
    public record CodecFigures(String codec, long parts, long originalBytes, long storedBytes) {
        /** Original over stored; 0 if nothing is stored. */
        public double ratio() {
            return storedBytes == 0 ? 0 : (double) originalBytes / storedBytes;
        }
    }

    /** @param bodies how many texts are over it */
    public record DictionaryFigures(String name, long storedBytes, long bodies) {}

    /**
     * One of the statements that are run for every question.
     *
     * @param plan how SQLite goes about it
     * @param micros the median of some runs
     */
    public record QueryFigures(String name, List<String> plan, long micros) {
        public QueryFigures {
            plan = List.copyOf(plan);
        }
    }

    /** @param references from bodies; more than {@code count} where parts are shared */
    public record Blobs(long count, long bytes, long references) {}

    /** Whether it is a view of Credence, of whatever format. */
    public boolean isView() {
        return applicationId == Schema.APPLICATION_ID;
    }
}
