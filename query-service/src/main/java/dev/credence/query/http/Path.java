package dev.credence.query.http;

import org.jspecify.annotations.Nullable;

/**
 * A route's path: literal, or with one segment that may be anything, written {@code {id}}.
 *
 * @param template as metrics name it
 */
record Path(String template, String before, @Nullable String after) {
    private static final String VARIABLE = "{id}";

    static Path of(String template) {
        int at = template.indexOf(VARIABLE);
        return at < 0
                ? new Path(template, template, null)
                : new Path(template, template.substring(0, at), template.substring(at + VARIABLE.length()));
    }

    /** The raw segment that stands for the variable, "" for a literal path; null if {@code path} is another. */
    @Nullable
    String match(String path) {
        if (after == null) {
            return path.equals(before) ? "" : null;
        }
        int end = path.length() - after.length();
        if (end <= before.length() || !path.startsWith(before) || !path.endsWith(after)) {
            return null;
        }
        int slash = path.indexOf('/', before.length());
        return slash < 0 || slash >= end ? path.substring(before.length(), end) : null;
    }
}
