package dev.credence.storage;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which blob holds what was lately stored, by hash, so that the table need not be asked. Confined to the writer thread. */
final class RecentBlobs {
    private final Map<Long, ByteBuffer> hashes = new HashMap<>();
    private final Map<ByteBuffer, Long> blobs;

    /** @param most how many are remembered; the least recently used one goes first */
    RecentBlobs(int most) {
        blobs = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
                if (size() <= most) {
                    return false;
                }
                hashes.remove(eldest.getValue());
                return true;
            }
        };
    }

    /** 0 if it is not remembered. */
    long find(byte[] hash) {
        return blobs.getOrDefault(ByteBuffer.wrap(hash), 0L);
    }

    void keep(byte[] hash, long blob) {
        ByteBuffer key = ByteBuffer.wrap(hash);
        blobs.put(key, blob);
        hashes.put(blob, key);
    }

    /** The blob is gone. */
    void drop(long blob) {
        ByteBuffer hash = hashes.remove(blob);
        if (hash != null) {
            blobs.remove(hash);
        }
    }

    int size() {
        return blobs.size();
    }
}
