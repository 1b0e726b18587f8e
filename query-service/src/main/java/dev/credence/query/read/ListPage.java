package dev.credence.query.read;

import dev.credence.storage.PatternRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param asOfMs the time at which all rows are valued
 * @param next where the next page starts; null: this is the last
 */
public record ListPage(
        long asOfMs, List<PatternRow> rows, @Nullable Cursor next) {}
