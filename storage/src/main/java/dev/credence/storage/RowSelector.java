package dev.credence.storage;

import java.util.List;

/** Is shown every row, then says which of them to read whole. */
public interface RowSelector extends RowVisitor {
    /** The ids of the chosen rows, in the order in which they are wanted. Called once, after the last row. */
    List<String> chosen();
}
