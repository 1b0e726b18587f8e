package dev.credence.bench.chaos;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Archives of the classes that broker and roles load, as the launcher makes them for those who start it: half of a restart
 * is loading classes. They cover jars only, and only where the product is in jars. Confined to one thread.
 */
final class StartUpArchives {
    private static final int JAVA_WITH_AOT_CACHE = 25;
    private static final String PRODUCT = "credence-cli-";

    private final Path directory;
    private final Map<String, Path> archives = new HashMap<>();

    StartUpArchives(Path directory) {
        this.directory = directory;
    }

    /** Whether there is a class path that an archive can be of. */
    static boolean possible() {
        return entries().anyMatch(StartUpArchives::isProductJar);
    }

    /** Options of a JVM that writes the archive of {@code program} when it ends in order. */
    List<String> recording(String program) {
        return List.of((hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file(program));
    }

    /** From now on {@code program} is started with its archive, if that was written. */
    void recorded(String program) {
        if (Files.exists(file(program))) {
            archives.put(program, file(program));
        }
    }

    /** Options of a JVM that runs {@code program}; none without an archive. */
    List<String> of(String program) {
        Path archive = archives.get(program);
        return archive == null
                ? List.of()
                : List.of((hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
    }

    /** This JVM's class path, jars first: what an archive covers must begin it. */
    static String classPath() {
        if (!possible()) {
            return System.getProperty("java.class.path");
        }
        List<String> ordered =
                new ArrayList<>(entries().filter(StartUpArchives::isJar).toList());
        entries().filter(entry -> !isJar(entry)).forEach(ordered::add);
        return String.join(File.pathSeparator, ordered);
    }

    /** The jars of {@link #classPath}; all of it where no archive is possible. */
    static String jars() {
        return possible()
                ? String.join(
                        File.pathSeparator,
                        entries().filter(StartUpArchives::isJar).toList())
                : classPath();
    }

    private Path file(String program) {
        return directory.resolve(program + ".archive");
    }

    private static boolean hasAotCache() {
        return Runtime.version().feature() >= JAVA_WITH_AOT_CACHE;
    }

    private static Stream<String> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static boolean isJar(String entry) {
        return entry.endsWith(".jar");
    }

    private static boolean isProductJar(String entry) {
        return isJar(entry) && Path.of(entry).getFileName().toString().startsWith(PRODUCT);
    }
}
