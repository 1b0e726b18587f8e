package dev.credence.bench.oracle;

import java.util.List;
import java.util.Locale;

/**
 * What the oracle found.
 *
 * @param records in the log
 * @param refused of them, which must be and are dead letters
 * @param duplicates that the ledgers state: records met again and not applied again
 * @param rows evidence rows compared, those of the view and those of the changelog
 * @param answers of the service that were compared
 * @param lost outcomes that rows should rest on and do not
 * @param doubled outcomes that rows rest on too often
 * @param differences one line each
 */
public record Judgement(
        long records,
        long refused,
        long duplicates,
        long rows,
        long answers,
        long lost,
        long doubled,
        List<String> differences) {

    /** Whether everything is as it must be, to the bit. */
    public boolean isEqual() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d records, of them %,d dead-lettered, %,d met again; %,d rows and %,d answers compared: %d lost,"
                        + " %d doubled, %d differences",
                records,
                refused,
                duplicates,
                rows,
                answers,
                lost,
                doubled,
                differences.size());
    }
}
