package dev.credence.storage;

import java.util.Collection;
import java.util.List;

/** The view as of one commit. Only to be used inside {@link ViewReader#snapshot}, in its thread. */
public interface ViewSnapshot {
    ViewIdentity identity();

    String generation();

    /** The commit that it shows. */
    long seq();

    /** What is known of each of {@code ids}, in their order; unknown ones are left out. */
    List<PatternRow> rows(Collection<String> ids);

    /** What is known of the rows of those numbers, in any order. */
    List<PatternRow> rows(long[] numbers);

    /** Shows every pattern that has a body. */
    void visitAll(RowVisitor visitor);

    /** The highest number of a row; 0 if there is none. */
    long lastRow();

    /** Shows the patterns that have a body of the rows after number {@code after} up to {@code last}. */
    void visit(long after, long last, RowVisitor visitor);

    /** Shows the patterns of the rows of those numbers, as far as they have a body. */
    void visit(long[] numbers, RowVisitor visitor);
}
