package dev.credence.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** A jar that is shipped, seen from outside its code. */
final class Jar {
    private static final Pattern LEGAL = Pattern.compile("(?i)(.*/)?[^/]*(licen[cs]e|notice|copying)[^/]*");
    private static final Pattern CODE = Pattern.compile(".*\\.(class|java|kt|scala)");
    private static final Pattern FOREIGN = Pattern.compile(
            ".*\\.(so|dll|jnilib|dylib)|.*/shaded/.*\\.class|META-INF/maven/[^/]+/(?<artefact>[^/]+)/pom\\.properties");

    private final Path path;
    private final List<String> entries;

    private Jar(Path path, List<String> entries) {
        this.path = path;
        this.entries = entries;
    }

    static Jar of(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return new Jar(path, jar.stream().map(ZipEntry::getName).sorted().toList());
        }
    }

    /** Whether there is something in it that was not written as part of that artefact. */
    boolean holdsMoreThan(String artefact) {
        return entries.stream().anyMatch(entry -> {
            var match = FOREIGN.matcher(entry);
            return match.matches() && !artefact.equals(match.group("artefact"));
        });
    }

    /** Copies its licences and notices into a directory, if it has any. */
    boolean copyLegalFiles(Path directory) throws IOException {
        List<String> legal = entries.stream()
                .filter(LEGAL.asMatchPredicate().and(Predicate.not(CODE.asMatchPredicate())))
                .filter(entry -> !entry.endsWith("/"))
                .toList();
        try (JarFile jar = new JarFile(path.toFile())) {
            for (String entry : legal) {
                Files.createDirectories(directory);
                try (InputStream text = jar.getInputStream(jar.getEntry(entry))) {
                    Path file = directory.resolve(entry.substring(entry.lastIndexOf("/") + 1));
                    Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return !legal.isEmpty();
    }
}
