package dev.credence.bench.compression;

import com.github.luben.zstd.Zstd;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Step;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** What others make of the same rows, each row by itself. */
final class Plain {
    private static final int ZSTD_LEVEL = 3;

    private Plain() {}

    /** All parts of a row, nothing compressed. */
    static byte[] row(Pattern pattern) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes)) {
            text(pattern.content(), out);
            for (Map.Entry<String, String> entry : pattern.metadata().entrySet()) {
                text(entry.getKey(), out);
                text(entry.getValue(), out);
            }
            float[] embedding = pattern.embedding();
            for (int i = 0; embedding != null && i < embedding.length; i++) {
                out.writeFloat(embedding[i]);
            }
            List<Step> trajectory = pattern.trajectory();
            for (Step step : trajectory == null ? List.<Step>of() : trajectory) {
                out.writeLong(step.atMs());
                text(step.action(), out);
                Double reward = step.reward();
                out.writeBoolean(reward != null);
                if (reward != null) {
                    out.writeDouble(reward);
                }
                for (double value : step.state()) {
                    out.writeDouble(value);
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int gzip(byte[] row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            out.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }

    static int zstd(byte[] row) {
        return Zstd.compress(row, ZSTD_LEVEL).length;
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }
}
