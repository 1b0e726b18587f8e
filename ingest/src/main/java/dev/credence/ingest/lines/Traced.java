package dev.credence.ingest.lines;

import dev.credence.core.model.TraceParent;
import org.jspecify.annotations.Nullable;

/** What a line holds, and the trace that it names. */
record Traced<T>(T value, @Nullable TraceParent trace) {}
