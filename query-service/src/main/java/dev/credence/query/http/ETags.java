package dev.credence.query.http;

import dev.credence.query.json.PatternJson.Include;
import dev.credence.query.read.EntityTag;
import dev.credence.storage.PatternRow;
import org.jspecify.annotations.Nullable;

/** The entity tags that answers carry, and requests name. */
final class ETags {
    private ETags() {}

    static String of(PatternRow row, Include include) {
        return EntityTag.of(row, (include.embedding() ? "e" : "") + (include.trajectory() ? "t" : ""));
    }

    /** Whether {@code If-None-Match} names {@code etag}; compared weakly, as RFC 9110 asks. */
    static boolean matches(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String tag = candidate.trim();
            if (tag.equals("*") || opaque(tag).equals(opaque(etag))) {
                return true;
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
