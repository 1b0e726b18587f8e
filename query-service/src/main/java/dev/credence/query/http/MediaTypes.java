package dev.credence.query.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What bodies may say they are. */
final class MediaTypes {
    private MediaTypes() {}

    /** @throws Problem 415 if {@code contentType} is there and not JSON's */
    static void requireJson(@Nullable String contentType) {
        if (contentType == null) {
            return;
        }
        String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            throw new Problem(
                    415,
                    "unsupported-media-type",
                    "The body's type is not understood",
                    "Content-Type must be application/json, was " + Quoted.of(contentType));
        }
    }
}
