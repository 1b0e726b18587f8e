package dev.credence.storage;

/** Which blobs hold the large parts of a body; 0: the part lies in the body's own row, or there is none. */
record BlobRefs(long text, long embedding, long trajectory) {
    static final BlobRefs NONE = new BlobRefs(0, 0, 0);
}
