package dev.credence.query.http;

import dev.credence.query.json.PatternJson.Include;
import dev.credence.storage.PatternRow;
import dev.credence.storage.SourceOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags from a row's offsets: the same offsets stand for the same outcomes and the same body, in every process and
 * after every rebuild. Weak, because the confidence goes on ageing while the tag stays.
 */
final class ETags {
    private ETags() {}

    static String of(PatternRow row, Include include) {
        StringBuilder tag = new StringBuilder(64).append("W/\"");
        tag.append(include.embedding() ? "e" : "").append(include.trajectory() ? "t" : "");
        for (SourceOffset offset : row.offsets()) {
            tag.append('.')
                    .append(offset.kind().name().substring(0, 2).toLowerCase(Locale.ROOT))
                    .append(offset.partition())
                    .append('-')
                    .append(offset.offset());
        }
        return tag.append('"').toString();
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
