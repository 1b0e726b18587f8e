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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** L3: what the database said of an id, in one piece, so that very many fit. */
final class Packed extends RowEntry {
    private static final SourceOffset.Kind[] KINDS = SourceOffset.Kind.values();

    private final byte[] bytes;
    private final @Nullable Dictionary dictionary; // shared by many rows

    private Packed(Image image, byte[] bytes, @Nullable Dictionary dictionary) {
        super(image.era(), image.row(), image.seq(), image.unread());
        this.bytes = bytes;
        this.dictionary = dictionary;
    }

    static Packed of(Image image) {
        PatternRow row = image.image();
        ByteWriter out = new ByteWriter(256);
        out.zigzag(row.createdAtMs()).zigzag(row.updatedAtMs());
        out.varint(row.offsets().size());
        for (SourceOffset offset : row.offsets()) {
            out.u8(number(offset.kind())).varint(offset.partition()).varint(offset.offset());
        }
        out.blob(EvidenceFormat.encode(row.evidence()));
        StoredBody body = row.body();
        out.u8(body == null ? 0 : 1);
        if (body != null) {
            out.blob(BodyFormat.encode(body));
        }
        return new Packed(
                image, out.toBytes(), body == null ? null : body.text().dictionary());
    }

    Image unpack(String id) {
        ByteReader in = new ByteReader(bytes);
        long createdAtMs = in.zigzag();
        long updatedAtMs = in.zigzag();
        List<SourceOffset> offsets = new ArrayList<>();
        for (int left = in.length(3); left > 0; left--) {
            offsets.add(new SourceOffset(KINDS[in.u8()], in.naturalInt(), in.natural()));
        }
        Evidence evidence = EvidenceFormat.decode(in.blob());
        StoredBody body = in.flag() ? ((StoredBody) BodyFormat.decode(in.blob())).with(dictionary) : null;
        in.end();
        return new Image(
                era(),
                new PatternRow(row(), seq(), id, body, evidence, createdAtMs, updatedAtMs, List.copyOf(offsets)));
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
        return OVERHEAD + bytes.length;
    }
}
