package dev.credence.query.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request's query parameters, checked: none twice, none that the path does not take. */
final class Parameters {
    private static final int MOST = 32;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * @param query the part behind {@code ?}; null if there is none
     * @throws Problem 400 if it has a parameter that is not among {@code allowed}, or one twice
     */
    static Parameters of(@Nullable String query, Set<String> allowed) {
        if (query == null || query.isEmpty()) {
            return new Parameters(Map.of());
        }
        Map<String, List<String>> values = decode(query);
        values.forEach((name, all) -> {
            if (!allowed.contains(name)) {
                throw Problem.badParameter("unknown parameter " + Quoted.of(name) + "; this path takes "
                        + (allowed.isEmpty()
                                ? "none"
                                : String.join(", ", allowed.stream().sorted().toList())));
            }
            if (all.size() > 1) {
                throw Problem.badParameter(name + " must be given once, was given " + all.size() + " times");
            }
        });
        return new Parameters(values);
    }

    @Nullable
    String text(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.get(0);
    }

    /** @throws Problem 400 if the value is no integer of {@code least} to {@code most} */
    int integer(String name, int least, int most, int otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Problem.badParameter(
                name + " must be an integer from " + least + " to " + most + ", was " + Quoted.of(value));
    }

    /** @throws Problem 400 if the value is no number from 0 to 1 */
    @Nullable
    Double fraction(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (value.matches("[0-9]{1,3}(\\.[0-9]{1,30})?([eE]-?[0-9]{1,3})?|\\.[0-9]{1,30}")) {
            double number = Double.parseDouble(value);
            if (number <= 1.0) {
                return number;
            }
        }
        throw Problem.badParameter(name + " must be a number from 0 to 1, was " + Quoted.of(value));
    }

    private static Map<String, List<String>> decode(String query) {
        try {
            return new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MOST).parameters();
        } catch (IllegalArgumentException malformed) {
            throw Problem.badParameter("the query is not percent-encoded UTF-8: write a literal % as %25");
        }
    }
}
