package dev.credence.storage;

import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Codec;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.codec.Encoded;
import dev.credence.storage.ViewReport.Blobs;
import dev.credence.storage.ViewReport.CodecFigures;
import dev.credence.storage.ViewReport.DictionaryFigures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what each codec made of the parts of all bodies. */
final class CodecScan {
    private static final String BODIES = """
            SELECT value,
              (SELECT length(value) FROM blobs WHERE blob = text_blob),
              (SELECT length(value) FROM blobs WHERE blob = embedding_blob),
              (SELECT length(value) FROM blobs WHERE blob = trajectory_blob),
              (SELECT substr(value, 1, 16) FROM blobs WHERE blob = text_blob)
            FROM bodies""";

    private final Map<Codec, long[]> sums = new EnumMap<>(Codec.class);
    private final Map<String, Long> over = new HashMap<>();

    private CodecScan() {}

    /** Reads every body. */
    static CodecScan of(Connection connection) throws SQLException {
        CodecScan scan = new CodecScan();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(BODIES)) {
            while (result.next()) {
                if (BodyFormat.decode(result.getBytes(1)) instanceof StoredBody body) {
                    scan.add(body.text(), result.getLong(2));
                    scan.addOver(body, result.getBytes(5));
                    scan.add(body.embedding(), result.getLong(3));
                    scan.add(body.trajectory(), result.getLong(4));
                }
            }
        }
        return scan;
    }

    List<CodecFigures> figures() {
        List<CodecFigures> figures = new ArrayList<>();
        sums.forEach((codec, sum) ->
                figures.add(new CodecFigures(codec.name().toLowerCase(Locale.ROOT), sum[0], sum[1], sum[2])));
        return figures;
    }

    List<DictionaryFigures> dictionaries(Connection connection) throws SQLException {
        List<DictionaryFigures> figures = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT name, length(value) FROM dictionaries")) {
            while (result.next()) {
                String name = result.getString(1);
                figures.add(new DictionaryFigures(name, result.getLong(2), over.getOrDefault(name, 0L)));
            }
        }
        return figures;
    }

    static Blobs blobs(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*), coalesce(sum(length(value)), 0), coalesce(sum(refs), 0) FROM blobs")) {
            result.next();
            return new Blobs(result.getLong(1), result.getLong(2), result.getLong(3));
        }
    }

    /** @param blobHead the first bytes of a text that does not lie in the row, which name its dictionary; null: it does */
    private void addOver(StoredBody body, byte @Nullable [] blobHead) {
        Encoded text = blobHead == null ? body.text() : body.text().withBytes(blobHead);
        String hash = text.dictionaryHash();
        if (hash != null) {
            over.merge(Dictionary.key(body.type(), hash), 1L, Long::sum);
        }
    }

    /** @param blobBytes 0: the part lies in the row */
    private void add(@Nullable Encoded part, long blobBytes) {
        if (part != null) {
            long[] sum = sums.computeIfAbsent(part.codec(), first -> new long[3]);
            sum[0]++;
            sum[1] += part.originalBytes();
            sum[2] += blobBytes == 0 ? part.bytes().length : blobBytes;
        }
    }
}
