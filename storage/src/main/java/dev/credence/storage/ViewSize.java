package dev.credence.storage;

/**
 * What a view takes on disk.
 *
 * @param fileBytes the database file
 * @param walBytes the write-ahead log beside it
 */
public record ViewSize(long fileBytes, long walBytes) {}
