package dev.credence.query.read;

import dev.credence.storage.PatternRow;
import dev.credence.storage.SourceOffset;
import java.util.Locale;

/**
 * Entity tags from a row's offsets: the same offsets stand for the same outcomes and the same body, in every process and
 * after every rebuild. Weak, because the confidence goes on ageing while the tag stays.
 */
public final class EntityTag {
    private EntityTag() {}

    /** @param form tells forms of one pattern apart that show different parts of it; may be empty */
    public static String of(PatternRow row, String form) {
        StringBuilder tag = new StringBuilder(64).append("W/\"").append(form);
        for (SourceOffset offset : row.offsets()) {
            tag.append('.')
                    .append(offset.kind().name().substring(0, 2).toLowerCase(Locale.ROOT))
                    .append(offset.partition())
                    .append('-')
                    .append(offset.offset());
        }
        return tag.append('"').toString();
    }
}
