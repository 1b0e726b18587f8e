package dev.credence.storage;

/** Is shown rows one by one, inside the read transaction: be quick, and read nothing else from the view. */
@FunctionalInterface
public interface RowVisitor {
    void visit(RankedRow row);
}
