package dev.credence.bench;

import dev.credence.bench.stack.Stack;
import dev.credence.cli.config.Settings.Shown;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What figures depend on besides the code.
 *
 * @param at when they were taken
 * @param commit of the checkout, with {@code +} if it was changed since; {@code unknown} outside one
 * @param settings of the product, by key
 */
record Environment(
        Instant at,
        String commit,
        String processors,
        String memory,
        String system,
        String java,
        Map<String, String> settings) {

    static Environment here() {
        return new Environment(
                Instant.now(),
                checkedOut(),
                Runtime.getRuntime().availableProcessors() + " x "
                        + firstLine(Path.of("/proc/cpuinfo"), "model name").orElse("processor of unknown model"),
                firstLine(Path.of("/proc/meminfo"), "MemTotal").orElse("unknown"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                virtualMachine(),
                defaults());
    }

    /** In a line. */
    String describe() {
        return String.join("\n", processors + ", " + memory + " of memory", system, java, "commit " + commit);
    }

    private static String virtualMachine() {
        String collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(" + "));
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", heap at most "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB, " + collectors;
    }

    private static Map<String, String> defaults() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Shown shown : Stack.settings(Path.of("benchmark"), Map.of()).shown()) {
            settings.put(shown.key(), shown.value());
        }
        return settings;
    }

    private static Optional<String> firstLine(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException elsewhere) {
            return Optional.empty();
        }
    }

    private static String checkedOut() {
        try {
            Path classes = Path.of(Environment.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            String directory = classes.toString();
            String commit = git(directory, "rev-parse", "--short=12", "HEAD");
            return commit.isEmpty()
                    ? "unknown"
                    : commit + (git(directory, "status", "--porcelain", "-uno").isEmpty() ? "" : "+");
        } catch (IOException | URISyntaxException noCheckout) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static String git(String directory, String... arguments) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(Stream.concat(Stream.of("git", "-C", directory), Stream.of(arguments))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? answer : "";
    }
}
