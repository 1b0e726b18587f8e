package dev.credence.bench.compression;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Real text, read from what is installed on this machine when it is asked for: a JDK, this checkout, and whatever the
 * system has besides. Cut into pieces as agents would note them; no piece is there twice.
 */
final class Corpus {
    private static final int SHORTEST = 500;
    private static final int LONGEST = 6_000;
    private static final int PIECES_OF_A_FILE = 8;
    private static final int LARGEST_FILE = 400_000;

    private final Random random = new Random(5);
    private final Set<String> seen = new HashSet<>();
    private final int most;

    /** @param most pieces of each type */
    Corpus(int most) {
        this.most = most;
    }

    /** Licences, readmes, notes of changes. */
    List<String> prose() throws IOException {
        List<String> pieces = new ArrayList<>();
        Path java = Path.of(System.getProperty("java.home"));
        for (Path root : List.of(Path.of("/usr/share/doc"), java.resolve("legal"), Path.of("docs"), Path.of("."))) {
            addFiles(root, List.of("copyright", "readme", "news", "changes", ".txt", ".md"), pieces);
        }
        return pieces;
    }

    /** Python, if the system has it; else the JDK's Java; else that of this checkout. */
    List<String> code() throws IOException {
        List<String> pieces = new ArrayList<>();
        for (String root : List.of("/usr/lib/python3", "/usr/lib/python3.11", "/usr/lib/python3.12", "/usr/lib64")) {
            addFiles(Path.of(root), List.of(".py"), pieces);
        }
        Path sources = Path.of(System.getProperty("java.home")).resolve("lib/src.zip");
        if (pieces.size() < most && Files.exists(sources)) {
            addZip(sources, ".java", pieces);
        }
        addFiles(Path.of("."), List.of(".java"), pieces);
        return pieces;
    }

    /** What a JVM says of itself when it is asked to, and what the system keeps. */
    List<String> logs(Path scratch) throws IOException, InterruptedException {
        List<String> pieces = new ArrayList<>();
        addFiles(Path.of("/var/log"), List.of(".log"), pieces);
        Path log = scratch.resolve("jvm.log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-Xlog:all=debug:file=" + log + "::filecount=0", "-version")
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("out").toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        if (Files.exists(log)) {
            cut(Files.readString(log, StandardCharsets.ISO_8859_1), Integer.MAX_VALUE, pieces);
        }
        return pieces;
    }

    private void addFiles(Path root, List<String> endings, List<String> pieces) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root, 6)) {
            all.filter(file -> endsWith(file, endings) && Files.isRegularFile(file))
                    .forEach(files::add);
        } catch (java.io.UncheckedIOException notReadable) {
            // What can be read is enough.
            files.removeIf(file -> !Files.isReadable(file));
        }
        Collections.sort(files);
        Collections.shuffle(files, new Random(2));
        for (Path file : files) {
            if (pieces.size() < most && Files.isReadable(file) && Files.size(file) <= LARGEST_FILE) {
                cut(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), PIECES_OF_A_FILE, pieces);
            }
        }
    }

    private void addZip(Path zip, String ending, List<String> pieces) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements() && pieces.size() < most) {
                ZipEntry entry = entries.nextElement();
                // One in seven, so that not all are of one package.
                if (entry.getName().endsWith(ending) && random.nextInt(7) == 0) {
                    cut(
                            new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8),
                            PIECES_OF_A_FILE,
                            pieces);
                }
            }
        }
    }

    private void cut(String text, int mostOfIt, List<String> pieces) {
        if (text.indexOf('\uFFFD') >= 0 || text.indexOf(0) >= 0) {
            return;
        }
        int from = 0;
        for (int i = 0; i < mostOfIt && from < text.length() && pieces.size() < most; i++) {
            int to = Math.min(text.length(), from + SHORTEST + random.nextInt(LONGEST - SHORTEST));
            int line = text.lastIndexOf('\n', to);
            to = line > from + SHORTEST / 2 ? line : to;
            String piece = text.substring(from, to);
            from = to;
            if (piece.length() >= SHORTEST / 2 && isWhole(piece) && seen.add(piece)) {
                pieces.add(piece);
            }
        }
    }

    private static boolean isWhole(String piece) {
        return !Character.isLowSurrogate(piece.charAt(0))
                && !Character.isHighSurrogate(piece.charAt(piece.length() - 1));
    }

    private static boolean endsWith(Path file, List<String> endings) {
        String name = String.valueOf(file.getFileName()).toLowerCase(java.util.Locale.ROOT);
        return !file.toString().contains("/target/") && endings.stream().anyMatch(name::endsWith);
    }
}
