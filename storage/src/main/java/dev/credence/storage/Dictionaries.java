package dev.credence.storage;

import dev.credence.core.body.StoredBody;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.codec.Dictionary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dictionaries that were read, for the rows that need them; a name stands for the same one in every file. Thread-safe. */
final class Dictionaries {
    private static final int KEPT = 1_024;
    static final String SELECT = "SELECT value, checksum FROM dictionaries WHERE name = ?";

    private final Map<String, Dictionary> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Dictionary> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * The body with the dictionary of its text, if it needs one.
     *
     * @throws DamagedRowException if that is missing or damaged
     */
    StoredBody attach(String id, StoredBody body, ReadConnection connection) throws SQLException {
        String key = body.dictionaryKey();
        return key == null ? body : body.with(find(id, key, connection));
    }

    private Dictionary find(String id, String key, ReadConnection connection) throws SQLException {
        Dictionary known = known(key);
        if (known != null) {
            return known;
        }
        PreparedStatement select = connection.prepared(SELECT);
        select.setString(1, key);
        try (ResultSet result = select.executeQuery()) {
            StoredRows.require(result.next(), id, "the dictionary " + key + " of its text is missing");
            byte[] value = result.getBytes("value");
            StoredRows.require(
                    Checksums.dictionary(key, value) == result.getLong("checksum"), id, "the dictionary of its text");
            return keep(key, Dictionary.decode(key, value));
        } catch (MalformedBytesException malformed) {
            throw new DamagedRowException(id, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    private synchronized @Nullable Dictionary known(String key) {
        return read.get(key);
    }

    private synchronized Dictionary keep(String key, Dictionary dictionary) {
        read.put(key, dictionary);
        return dictionary;
    }
}
