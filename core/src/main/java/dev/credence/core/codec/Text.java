package dev.credence.core.codec;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.model.InOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The words of a pattern, which are compressed together.
 *
 * @param metadata in insertion order; copied
 */
public record Text(String content, Map<String, String> metadata) {
    public Text {
        metadata = InOrder.copyOf(metadata);
    }

    /** Plain bytes, whose size is what counts as original. */
    byte[] toBytes() {
        ByteWriter out = new ByteWriter(content.length() + 64).text(content);
        out.varint(metadata.size());
        metadata.forEach((key, value) -> out.text(key).text(value));
        return out.toBytes();
    }

    /** @throws MalformedBytesException if the bytes are damaged */
    static Text of(ByteReader in) {
        String content = in.text();
        Map<String, String> metadata = metadata(in);
        in.end();
        return new Text(content, metadata);
    }

    /** One entry takes little memory as it is, and most texts have no more. */
    private static Map<String, String> metadata(ByteReader in) {
        int entries = in.length(2);
        if (entries <= 1) {
            return entries == 0 ? Map.of() : Map.of(in.text(), in.text());
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            String key = in.text();
            if (metadata.put(key, in.text()) != null) {
                throw new MalformedBytesException("the same metadata key twice");
            }
        }
        return metadata;
    }
}
