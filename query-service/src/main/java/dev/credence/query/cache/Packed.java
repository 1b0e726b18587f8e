package dev.credence.query.cache;

import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.StoredBody;
import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.EvidenceFormat;
import dev.credence.storage.PatternRow;
import dev.credence.storage.SourceOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** L3: what the database said of an id, in two pieces, so that very many fit, and a body stays where only outcomes came. */
final class Packed extends RowEntry {
    private static final SourceOffset.Kind[] KINDS = SourceOffset.Kind.values();
    private static final int ARRAY = 16;

    /** All but the body. */
    private final byte[] head;

    private final byte @Nullable [] body;
    private final @Nullable Dictionary dictionary; // shared by many rows

    private Packed(Image image, byte[] head, byte @Nullable [] body, @Nullable Dictionary dictionary) {
        super(image.era(), image.row(), image.seq(), image.unread());
        this.head = head;
        this.body = body;
        this.dictionary = dictionary;
    }

    static Packed of(Image image) {
        PatternRow row = image.image();
        StoredBody body = row.body();
        return new Packed(
                image,
                head(row),
                body == null ? null : BodyFormat.encode(body),
                body == null ? null : body.text().dictionary());
    }

    /** The same as {@link #of}; takes little more memory if the body is the one that {@code older} has. */
    static Packed of(Image image, Packed older) {
        Packed packed = of(image);
        return packed.body != null && Arrays.equals(packed.body, older.body)
                ? new Packed(image, packed.head, older.body, packed.dictionary)
                : packed;
    }

    /** The same as of {@code now}; null: it has to be read. */
    @Nullable
    Packed amended(String id, Era now) {
        Image amended = unpack(id).amended(now);
        return amended == null ? null : new Packed(amended, head(amended.image()), body, dictionary);
    }

    private static byte[] head(PatternRow row) {
        ByteWriter out = new ByteWriter(128);
        out.zigzag(row.createdAtMs()).zigzag(row.updatedAtMs());
        out.varint(row.offsets().size());
        for (SourceOffset offset : row.offsets()) {
            out.u8(number(offset.kind())).varint(offset.partition()).varint(offset.offset());
        }
        return out.blob(EvidenceFormat.encode(row.evidence())).toBytes();
    }

    Image unpack(String id) {
        ByteReader in = new ByteReader(head);
        long createdAtMs = in.zigzag();
        long updatedAtMs = in.zigzag();
        List<SourceOffset> offsets = new ArrayList<>(2);
        for (int left = in.length(3); left > 0; left--) {
            offsets.add(new SourceOffset(KINDS[in.u8()], in.naturalInt(), in.natural()));
        }
        Evidence evidence = EvidenceFormat.decode(in.blob());
        in.end();
        StoredBody stored = body == null ? null : ((StoredBody) BodyFormat.decode(body)).with(dictionary);
        return new Image(
                era(),
                new PatternRow(row(), seq(), id, stored, evidence, createdAtMs, updatedAtMs, List.copyOf(offsets)));
    }

    private static int number(SourceOffset.Kind kind) {
        return switch (kind) {
            case PATTERNS -> 0;
            case CONFIDENCE -> 1;
            case PRIORITY -> 2;
        };
    }

    @Override
    int bytes() {
        return OVERHEAD + head.length + (body == null ? 0 : ARRAY + body.length);
    }
}
