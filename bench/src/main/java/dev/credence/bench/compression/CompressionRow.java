package dev.credence.bench.compression;

import dev.credence.bench.Measure;
import dev.credence.bench.Row;
import dev.credence.core.codec.Encoded;
import dev.credence.core.codec.VectorWidth;
import dev.credence.core.codec.Vectors;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Step;
import dev.credence.storage.ViewReport.CodecFigures;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Real prose, code and logs, embeddings of them, and trajectories: each kind in a file of its own, then all in one, beside
 * gzip -9 and zstd of the same rows. What counts is the file, dictionaries, keys, indexes and all.
 */
public final class CompressionRow implements Row {
    private static final int PIECES = 6_000;
    private static final int QUICK_PIECES = 1_500;
    private static final int NEIGHBOURS = 10;
    private static final int QUERIES = 100;

    private final Lifelike lifelike = new Lifelike();

    @Override
    public String name() {
        return "compression";
    }

    @Override
    public List<Measure> run(boolean quick, PrintWriter progress) throws Exception {
        Path scratch = Files.createTempDirectory("credence-bench");
        Corpus corpus = new Corpus(quick ? QUICK_PIECES : PIECES);
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("prose", corpus.prose());
        texts.put("code", corpus.code());
        texts.put("log", corpus.logs(scratch));
        progress.printf(
                Locale.ROOT,
                "  %-13s %6s %12s %12s %7s %7s %7s %8s %8s %8s%n",
                "FILE",
                "ROWS",
                "BYTES IN",
                "ON DISK",
                "SAVED",
                "GZIP-9",
                "ZSTD-3",
                "µs IN",
                "µs OUT",
                "p99 OUT");
        int different = 0;
        List<Pattern> everything = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry : texts.entrySet()) {
            List<Pattern> ofType = patterns(entry.getKey(), entry.getValue());
            everything.addAll(mixed(ofType));
            different += stored(entry.getKey(), ofType, scratch, progress).different();
        }
        different +=
                stored("embeddings", embeddings(everything), scratch, progress).different();
        StoredRows.Result steps = stored("trajectories", trajectories(everything.size() / 4), scratch, progress);
        Collections.shuffle(everything, new Random(3));
        StoredRows.Result all = stored("all in one", everything, scratch, progress);
        codecs(all, progress);
        double decodeMicros = ofFourKilobytes(texts, scratch).decodeNanos().getMean() / 1e3;
        double overlap = overlap(everything);
        progress.printf(Locale.ROOT, "  top-10 overlap of embeddings, stored as configured: %.3f%n", overlap);
        return List.of(
                Measure.atLeast(name(), "saved of all, as it lies on the disk", all.saved(), 0.60, 0.75),
                Measure.atLeast(name(), "saved of trajectories, on the disk", steps.saved(), 0.60, 0.75),
                Measure.atMost(name(), "decode a text of 4 KB, µs", decodeMicros, 5_000, 20),
                Measure.atLeast(name(), "top-10 overlap of embeddings", overlap, 0.9, 0.99),
                Measure.atMost(
                        name(), "rows that did not come back", different + steps.different() + all.different(), 0, 0));
    }

    private static StoredRows.Result stored(String name, List<Pattern> patterns, Path scratch, PrintWriter progress) {
        StoredRows.Result result = StoredRows.of(patterns, scratch.resolve(name.replace(' ', '-')));
        long plain = 0;
        long gzip = 0;
        long zstd = 0;
        for (Pattern pattern : patterns) {
            byte[] row = Plain.row(pattern);
            plain += row.length;
            gzip += Plain.gzip(row);
            zstd += Plain.zstd(row);
        }
        progress.printf(
                Locale.ROOT,
                "  %-13s %,6d %,12d %,12d %6.1f%% %6.1f%% %6.1f%% %8.1f %8.1f %8.1f%n",
                name,
                result.rows(),
                result.originalBytes(),
                result.fileBytes(),
                100 * result.saved(),
                100 * (1 - (double) gzip / plain),
                100 * (1 - (double) zstd / plain),
                result.encodeNanos().getMean() / 1e3,
                result.decodeNanos().getMean() / 1e3,
                result.decodeNanos().getValueAtPercentile(99) / 1e3);
        progress.flush();
        return result;
    }

    private static void codecs(StoredRows.Result all, PrintWriter progress) {
        progress.println("  all in one, by codec, before the file's own overhead:");
        for (CodecFigures codec : all.report().codecs()) {
            progress.printf(
                    Locale.ROOT,
                    "    %-16s %,7d parts %,12d -> %,12d bytes, ratio %.2f%n",
                    codec.codec(),
                    codec.parts(),
                    codec.originalBytes(),
                    codec.storedBytes(),
                    codec.ratio());
        }
        all.report().tables().stream()
                .filter(table -> table.name().equals("dictionaries"))
                .forEach(table -> progress.printf(
                        Locale.ROOT, "    %-16s %,7d rows %,12d bytes%n", table.name(), table.rows(), table.bytes()));
    }

    private static StoredRows.Result ofFourKilobytes(Map<String, List<String>> texts, Path scratch) {
        List<Pattern> some = new ArrayList<>();
        texts.forEach((type, pieces) -> pieces.stream()
                .filter(piece -> piece.length() >= 3_600 && piece.length() <= 4_600)
                .limit(800)
                .forEach(piece -> some.add(Pattern.ofText(type + ":4k:" + some.size(), type, piece))));
        return StoredRows.of(some, scratch.resolve("four-kilobytes"));
    }

    private static List<Pattern> patterns(String type, List<String> pieces) {
        return IntStream.range(0, pieces.size())
                .mapToObj(i -> pattern(type + ":" + i, type, pieces.get(i), null, null))
                .toList();
    }

    /** Every second one with an embedding, every fourth with a trajectory. */
    private List<Pattern> mixed(List<Pattern> patterns) {
        return IntStream.range(0, patterns.size())
                .mapToObj(i -> {
                    Pattern pattern = patterns.get(i);
                    return pattern(
                            pattern.id(),
                            pattern.type(),
                            pattern.content(),
                            i % 2 == 0 ? lifelike.embedding(pattern.content()) : null,
                            i % 4 == 0 ? lifelike.episode() : null);
                })
                .toList();
    }

    private static List<Pattern> embeddings(List<Pattern> patterns) {
        return patterns.stream()
                .filter(pattern -> pattern.embedding() != null)
                .map(pattern -> pattern("v:" + pattern.id(), "vector", "", pattern.embedding(), null))
                .toList();
    }

    private List<Pattern> trajectories(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> pattern("t:" + i, "episode", "", null, lifelike.episode()))
                .toList();
    }

    private static Pattern pattern(
            String id, String type, String content, float @Nullable [] embedding, @Nullable List<Step> trajectory) {
        Map<String, String> metadata = Map.of("source", "agent-" + id.hashCode() % 50, "kind", type);
        return new Pattern(id, type, content, metadata, embedding, trajectory, null, Priority.MEDIUM);
    }

    private static double overlap(List<Pattern> patterns) {
        List<float[]> originals = new ArrayList<>();
        List<float[]> stored = new ArrayList<>();
        for (Pattern pattern : patterns) {
            float[] embedding = pattern.embedding();
            if (embedding != null && originals.size() < 2_000) {
                Encoded part = Vectors.encode(embedding, VectorWidth.INT8);
                originals.add(embedding);
                stored.add(Vectors.decode(part));
            }
        }
        int queries = Math.min(QUERIES, originals.size());
        long common = 0;
        for (int query = 0; query < queries; query++) {
            Set<Integer> nearest = nearest(query, originals);
            nearest.retainAll(nearest(query, stored));
            common += nearest.size();
        }
        return (double) common / ((long) queries * NEIGHBOURS);
    }

    private static Set<Integer> nearest(int query, List<float[]> vectors) {
        double[] errors = vectors.stream()
                .mapToDouble(vector -> Vectors.cosineError(vectors.get(query), vector))
                .toArray();
        return new HashSet<>(IntStream.range(0, errors.length)
                .filter(i -> i != query)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> errors[i]))
                .limit(NEIGHBOURS)
                .toList());
    }
}
