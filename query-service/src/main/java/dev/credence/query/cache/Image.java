package dev.credence.query.cache;

import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Encoded;
import dev.credence.storage.PatternRow;
import org.jspecify.annotations.Nullable;

/** L2: a row as stored, its text still compressed, its evidence ready to be aged. */
final class Image extends RowEntry {
    private static final int ROW = 200;
    private static final int BODY = 160;
    private static final int PART = 56;
    private static final int BLOCK = 40;

    private final PatternRow image;

    Image(Era era, PatternRow image) {
        this(era, image, 0);
    }

    Image(Era era, PatternRow image, int unread) {
        super(era, image.row(), image.seq(), unread);
        this.image = image;
    }

    /** The same as of {@code now}; null: it has to be read. */
    @Nullable
    Image amended(Era now) {
        Amendment amendment = amendment(now);
        return amendment == null
                ? null
                : new Image(now, image.after(amendment.seq(), amendment.partition(), amendment.value()));
    }

    PatternRow image() {
        return image;
    }

    @Override
    int bytes() {
        return OVERHEAD + bytes(image);
    }

    static int bytes(PatternRow row) {
        int bytes = ROW
                + 2 * row.id().length()
                + BLOCK * (1 + row.evidence().blocks())
                + BLOCK * row.offsets().size();
        StoredBody body = row.body();
        return body == null
                ? bytes
                : bytes + BODY + part(body.text()) + part(body.embedding()) + part(body.trajectory());
    }

    private static int part(@Nullable Encoded part) {
        return part == null ? 0 : PART + part.bytes().length;
    }
}
