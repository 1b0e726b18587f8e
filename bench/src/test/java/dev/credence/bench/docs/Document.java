package dev.credence.bench.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file, taken apart as far as the tests ask. */
final class Document {
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    /** Some text of the document outside of fences, and where it begins. */
    record Passage(String place, String text) {}

    private final Path root;
    private final Path path;
    private final List<Fence> fences = new ArrayList<>();
    private final List<Passage> prose = new ArrayList<>();

    private Document(Path root, Path path) throws IOException {
        this.root = root;
        this.path = path;
        List<String> lines = Files.readAllLines(path);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                List<String> info = Arrays.stream(line.substring(3).trim().split(" +"))
                        .filter(word -> !word.isEmpty())
                        .toList();
                fences.add(new Fence(place(i), info, lines.subList(i + 1, end)));
                i = end;
            } else {
                prose.add(new Passage(place(i), line));
            }
        }
    }

    static Document of(Path root, Path path) throws IOException {
        return new Document(root, path);
    }

    /** README.md, SECURITY.md, docs/*.md and the README of acceptance. */
    static List<Document> all(Path root) throws IOException {
        List<Document> documents = new ArrayList<>();
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            for (Path each : Stream.concat(
                            Stream.of("README.md", "SECURITY.md", "acceptance/README.md")
                                    .map(root::resolve),
                            docs.filter(doc -> doc.toString().endsWith(".md")).sorted())
                    .toList()) {
                documents.add(new Document(root, each));
            }
        }
        return documents;
    }

    private String place(int line) {
        return root.relativize(path) + ":" + (line + 1);
    }

    Path path() {
        return path;
    }

    List<Fence> fences() {
        return fences;
    }

    List<Passage> prose() {
        return prose;
    }

    /** Code within sentences and tables. */
    List<Passage> spans() {
        return found(SPAN);
    }

    /** Where its links and pictures point. */
    List<Passage> links() {
        return found(LINK);
    }

    private List<Passage> found(Pattern pattern) {
        return prose.stream()
                .flatMap(passage -> pattern.matcher(passage.text())
                        .results()
                        .map((MatchResult match) -> new Passage(passage.place(), match.group(1))))
                .toList();
    }

    /** The anchors of its headings, as the sites that show Markdown make them. */
    List<String> anchors() {
        return prose.stream()
                .map(Passage::text)
                .filter(text -> text.startsWith("#"))
                .map(text -> text.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** What stands under each heading of the second rank, tables included, blocks of code not; first what stands before all of them. */
    List<Passage> sections() {
        List<Passage> sections = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String place = place(0);
        for (Passage passage : prose) {
            if (passage.text().startsWith("## ")) {
                sections.add(new Passage(place, text.toString()));
                text.setLength(0);
                place = passage.place();
            }
            if (!passage.text().startsWith("    ")) {
                text.append(passage.text()).append('\n');
            }
        }
        sections.add(new Passage(place, text.toString()));
        return sections;
    }
}
