package dev.credence.query.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What is kept of a key: enough to know it again, not enough to use it. Immutable.
 *
 * @param name who has it, such as {@code agent-7}
 * @param hash SHA-256 of the key, 32 bytes
 */
record ApiKey(String name, byte[] hash, Instant createdAt) {
    /*
     * One round of SHA-256, without salt: a key is 256 random bits, so there is nothing to guess and no two are alike. A
     * slow hash would protect what people choose; here it would cost each request milliseconds, and strangers could make
     * the service spend them.
     */
    static final int RANDOM_BYTES = 32;

    private static final String PREFIX = "credence_";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final HexFormat HEX = HexFormat.of();

    ApiKey {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a key's name must be 1 to 64 letters, digits, '.', '_' or '-', and begin"
                            + " with a letter or digit, was '" + name + "'");
        }
    }

    /** The key that {@code random} makes. The prefix lets scanners for secrets find it where it should not be. */
    static String text(byte[] random) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A line of the file: name, hash, time. */
    String line() {
        return name + " " + HEX.formatHex(hash) + " " + createdAt;
    }

    /** @throws IllegalArgumentException if {@code line} is none that {@link #line} writes */
    static ApiKey parse(String line) {
        String[] parts = line.trim().split("\\s+", -1);
        if (parts.length != 3 || parts[1].length() != 64) {
            throw new IllegalArgumentException("a line must be NAME SHA-256 TIME, as 'credence keys add' writes it");
        }
        return new ApiKey(parts[0], HEX.parseHex(parts[1]), Instant.parse(parts[2]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey key
                && key.name.equals(name)
                && Arrays.equals(key.hash, hash)
                && key.createdAt.equals(createdAt);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
