package dev.credence.query.cache;

import dev.credence.query.cache.CacheConfig.Bounds;

/** What entries count against the bounds of a store. */
final class Sizes {
    private static final int KEY = 56;

    private Sizes() {}

    static int bytes(String id, Entry entry) {
        return KEY + id.length() + entry.bytes();
    }

    /**
     * What an entry is charged: its bytes, and at least an equal share of the bytes, so that one sum keeps both bounds. O(1)
     * a put; an entry below its share is charged more than it takes, which keeps both bounds and wastes bytes, not entries.
     */
    static int charge(Bounds bounds, String id, Entry entry) {
        long share = Math.max(1, bounds.bytes() / bounds.entries());
        return (int) Math.min(Integer.MAX_VALUE, Math.max(share, bytes(id, entry)));
    }
}
