package dev.credence.ingest.lines;

import dev.credence.core.model.TraceParent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of an input: good values with their lines, errors as text. */
final class Collected<T> implements LineVisitor<T> {
    final List<T> values = new ArrayList<>();
    final List<Long> lines = new ArrayList<>();
    final List<Optional<String>> traces = new ArrayList<>();
    final List<LineError> errors = new ArrayList<>();

    static <T> Collected<T> of(LineParser<T> parser, String text) {
        return of(parser, text.getBytes(StandardCharsets.UTF_8));
    }

    static <T> Collected<T> of(LineParser<T> parser, byte[] bytes) {
        Collected<T> collected = new Collected<>();
        try {
            new LineReader<>(parser, collected).read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collected;
    }

    @Override
    public void value(long line, T value, @Nullable TraceParent trace) {
        lines.add(line);
        traces.add(Optional.ofNullable(trace).map(TraceParent::text));
        values.add(value);
    }

    @Override
    public void error(LineError error) {
        errors.add(error);
    }

    T onlyValue() {
        if (values.size() != 1 || !errors.isEmpty()) {
            throw new AssertionError("expected one good line, were " + values + " and " + errors);
        }
        return values.get(0);
    }

    LineError onlyError() {
        if (errors.size() != 1 || !values.isEmpty()) {
            throw new AssertionError("expected one bad line, were " + values + " and " + errors);
        }
        return errors.get(0);
    }
}
