package dev.credence.query.read;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as HTTP shows it, made when it is first asked for: readers in the same process never do. Thread-safe; two
 * threads that ask first may both make it.
 */
public final class Document {
    private final Supplier<byte[]> toJson;
    private final Supplier<String> toTag;
    private volatile byte @Nullable [] json;
    private volatile @Nullable String etag;
    private volatile @Nullable Form form;

    /** What a server may keep with a document. Immutable. */
    public interface Form {}

    /** Both suppliers give the same each time. */
    public Document(Supplier<byte[]> toJson, Supplier<String> toTag) {
        this.toJson = toJson;
        this.toTag = toTag;
    }

    /** A document that is made. */
    public static Document of(byte[] json, String etag) {
        Document document = new Document(() -> json, () -> etag);
        document.json = json;
        document.etag = etag;
        return document;
    }

    /** The document if it was asked for before; null if not. */
    public byte @Nullable [] made() {
        return json;
    }

    /** What a server has made of the document to send it; null: nothing yet. */
    public @Nullable Form form() {
        return form;
    }

    public void keep(Form made) {
        form = made;
    }

    /** The pattern as HTTP shows it, in UTF-8. Do not change it. */
    public byte[] json() {
        byte[] made = json;
        if (made == null) {
            made = toJson.get();
            json = made;
        }
        return made;
    }

    public String etag() {
        String made = etag;
        if (made == null) {
            made = toTag.get();
            etag = made;
        }
        return made;
    }
}
