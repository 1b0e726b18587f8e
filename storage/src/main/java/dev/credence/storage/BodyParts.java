package dev.credence.storage;

import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.StoredBody;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.codec.Encoded;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes a body's large parts out of its row, and puts them back. */
final class BodyParts {
    static final String BLOB = "SELECT value, checksum FROM blobs WHERE blob = ?";

    private static final byte[] ELSEWHERE = new byte[0];

    private BodyParts() {}

    /** {@code body} without the bytes of the parts that are in blobs. */
    static StoredBody without(StoredBody body, BlobRefs refs) {
        return new StoredBody(
                body.origin(),
                body.createdAtMs(),
                body.type(),
                body.prior(),
                body.priority(),
                refs.text() == 0 ? body.text() : body.text().withBytes(ELSEWHERE),
                refs.embedding() == 0 ? body.embedding() : emptied(body.embedding()),
                refs.trajectory() == 0 ? body.trajectory() : emptied(body.trajectory()));
    }

    /** {@code head} with the parts that are in blobs, and with its dictionary. */
    static StoredBody whole(String id, StoredBody head, BlobRefs refs, ReadConnection connection) throws SQLException {
        StoredBody body = refs.equals(BlobRefs.NONE) ? head : fetched(id, head, refs, connection);
        return connection.dictionaries().attach(id, body, connection);
    }

    private static StoredBody fetched(String id, StoredBody head, BlobRefs refs, ReadConnection connection)
            throws SQLException {
        Encoded text = fetch(id, head.text(), refs.text(), connection);
        return new StoredBody(
                head.origin(),
                head.createdAtMs(),
                head.type(),
                head.prior(),
                head.priority(),
                text == null ? head.text() : text,
                fetch(id, head.embedding(), refs.embedding(), connection),
                fetch(id, head.trajectory(), refs.trajectory(), connection));
    }

    /** The row's body, without the parts that are in blobs. */
    static BodyRecord head(String id, ResultSet result) throws SQLException {
        byte[] value = result.getBytes("value");
        StoredRows.requireBody(id, result.getInt("partition"), value, refs(result), result.getLong("checksum"));
        try {
            return BodyFormat.decode(value);
        } catch (MalformedBytesException malformed) {
            throw new DamagedRowException(id, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    static BlobRefs refs(ResultSet result) throws SQLException {
        return new BlobRefs(
                result.getLong("text_blob"), result.getLong("embedding_blob"), result.getLong("trajectory_blob"));
    }

    static long originalBytes(BodyRecord body) {
        return body instanceof StoredBody stored ? stored.originalBytes() : 0;
    }

    static long storedBytes(BodyRecord body) {
        return body instanceof StoredBody stored ? stored.storedBytes() : 0;
    }

    private static @Nullable Encoded fetch(String id, @Nullable Encoded part, long blob, ReadConnection connection)
            throws SQLException {
        if (part == null || blob == 0) {
            return part;
        }
        PreparedStatement select = connection.prepared(BLOB);
        select.setLong(1, blob);
        try (ResultSet result = select.executeQuery()) {
            StoredRows.require(result.next(), id, "a part of its body is missing");
            byte[] bytes = result.getBytes("value");
            StoredRows.requireBlob(id, blob, bytes, result.getLong("checksum"));
            return part.withBytes(bytes);
        }
    }

    private static @Nullable Encoded emptied(@Nullable Encoded part) {
        return part == null ? null : part.withBytes(ELSEWHERE);
    }
}
