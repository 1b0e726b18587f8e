/**
 * The view: a WAL SQLite file that shows what the two compacted topics say, its one writer and its readers. Who feeds it
 * is the processor; who answers from it is the query service.
 */
@NullMarked
package dev.credence.storage;

import org.jspecify.annotations.NullMarked;
