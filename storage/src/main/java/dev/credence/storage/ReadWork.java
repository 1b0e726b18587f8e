package dev.credence.storage;

import java.sql.SQLException;

/** Something to read within one transaction. */
@FunctionalInterface
interface ReadWork<T extends @org.jspecify.annotations.Nullable Object> {
    T read(ReadConnection connection) throws SQLException;
}
