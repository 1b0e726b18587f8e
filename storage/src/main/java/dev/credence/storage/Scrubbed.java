package dev.credence.storage;

import java.util.Optional;

/**
 * What came of looking through a whole view.
 *
 * @param rows that were looked at, of all tables
 * @param damage the first thing that is wrong; empty: nothing is
 */
public record Scrubbed(String generation, long rows, Optional<String> damage) {}
