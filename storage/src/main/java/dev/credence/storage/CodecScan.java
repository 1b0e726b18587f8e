package dev.credence.storage;

import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.StoredBody;
import dev.credence.core.codec.Codec;
import dev.credence.core.codec.Encoded;
import dev.credence.storage.ViewReport.Blobs;
import dev.credence.storage.ViewReport.CodecFigures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
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
              (SELECT length(value) FROM blobs WHERE blob = trajectory_blob)
            FROM bodies""";

    private final Map<Codec, long[]> sums = new EnumMap<>(Codec.class);

    private CodecScan() {}

    static List<CodecFigures> figures(Connection connection) throws SQLException {
        CodecScan scan = new CodecScan();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(BODIES)) {
            while (result.next()) {
                if (BodyFormat.decode(result.getBytes(1)) instanceof StoredBody body) {
                    scan.add(body.text(), result.getLong(2));
                    scan.add(body.embedding(), result.getLong(3));
                    scan.add(body.trajectory(), result.getLong(4));
                }
            }
        }
        List<CodecFigures> figures = new ArrayList<>();
        scan.sums.forEach((codec, sum) ->
                figures.add(new CodecFigures(codec.name().toLowerCase(Locale.ROOT), sum[0], sum[1], sum[2])));
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
