package dev.credence.storage;

/** Refuses stored rows that are not what was written. */
final class StoredRows {
    private StoredRows() {}

    static void requireEvidence(String id, int partition, byte[] value, long checksum) {
        require(Checksums.evidence(id, partition, value) == checksum, id, "evidence of partition " + partition);
    }

    static void requireBody(String id, int partition, byte[] value, BlobRefs blobs, long checksum) {
        require(Checksums.body(id, partition, value, blobs) == checksum, id, "body of partition " + partition);
    }

    static void requireBlob(String id, long blob, byte[] value, long checksum) {
        require(Checksums.blob(blob, value) == checksum, id, "a part of its body");
    }

    static void requirePattern(String id, RowState state, long checksum) {
        require(Checksums.pattern(id, state) == checksum, id, "its hot columns");
    }

    static void require(boolean intact, String id, String what) {
        if (!intact) {
            throw new DamagedRowException(id, what, null);
        }
    }
}
