package dev.credence.query.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file of API keys: a line each, the key itself only as its hash. Changes replace the file as a whole, so that a service
 * which reads it sees all of it or none. For one administrator at a time.
 */
public final class ApiKeyFile {
    private static final String HEAD =
            "# API keys of Credence: NAME SHA-256 CREATED. Written by 'credence keys'; a removed line revokes its key.";

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    public ApiKeyFile(Path file) {
        this.file = file;
    }

    /** What there is to know of a key. */
    public record Entry(String name, Instant createdAt) {}

    /**
     * Makes a key, and the file if there is none yet.
     *
     * @return the key, which cannot be had again
     * @throws ApiKeysException if the name is taken or not usable, or the file cannot be written
     */
    public String add(String name, Instant now) {
        List<ApiKey> keys = new ArrayList<>(Files.exists(file) ? read() : List.of());
        if (keys.stream().anyMatch(key -> key.name().equals(name))) {
            throw new ApiKeysException(
                    "there is a key named '" + name + "' in " + file + " already; remove it first, or choose another");
        }
        byte[] bytes = new byte[ApiKey.RANDOM_BYTES];
        random.nextBytes(bytes);
        String key = ApiKey.text(bytes);
        try {
            keys.add(new ApiKey(name, ApiKey.hash(key), now.truncatedTo(ChronoUnit.SECONDS)));
        } catch (IllegalArgumentException notAName) {
            throw new ApiKeysException(String.valueOf(notAName.getMessage()));
        }
        write(keys);
        return key;
    }

    /** @throws ApiKeysException if there is no key of that name, or the file cannot be written */
    public void remove(String name) {
        List<ApiKey> keys = new ArrayList<>(read());
        if (!keys.removeIf(key -> key.name().equals(name))) {
            throw new ApiKeysException("there is no key named '" + name + "' in " + file);
        }
        write(keys);
    }

    /** The keys, in the order in which they were made. */
    public List<Entry> list() {
        return read().stream()
                .map(key -> new Entry(key.name(), key.createdAt()))
                .toList();
    }

    /** @throws ApiKeysException if the file is not there, is empty or holds anything else */
    List<ApiKey> read() {
        List<String> lines = lines();
        if (lines.isEmpty()) {
            // Ours has its head even without a key; an editor empties a file just before it writes it.
            throw new ApiKeysException(
                    "there is no key in " + file + ", and no line; 'credence keys add NAME' makes one");
        }
        List<ApiKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                keys.add(ApiKey.parse(line));
            } catch (IllegalArgumentException | DateTimeException malformed) {
                // The line is not quoted: somebody may have put a key there.
                throw new ApiKeysException(file + ", line " + number
                        + ": a line must be NAME SHA-256 TIME, as 'credence keys add' writes it");
            }
        }
        return keys;
    }

    Path path() {
        return file;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new ApiKeysException("there is no file of API keys " + file + "; 'credence keys add NAME' makes it");
        } catch (IOException unreadable) {
            throw new ApiKeysException("cannot read the API keys in " + file + ": " + unreadable.getMessage());
        }
    }

    private void write(List<ApiKey> keys) {
        Path directory = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(directory);
            // For its owner alone: what createTempFile makes is.
            Path temporary = Files.createTempFile(directory, "api-keys", ".tmp");
            Files.write(
                    temporary,
                    Stream.concat(Stream.of(HEAD), keys.stream().map(ApiKey::line))
                            .toList());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException refused) {
            throw new ApiKeysException("cannot write the API keys to " + file + ": " + refused.getMessage());
        }
    }
}
