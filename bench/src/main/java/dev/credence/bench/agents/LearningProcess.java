package dev.credence.bench.agents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The product with all roles, filled with the patterns of a {@link Memory}, and the agents that teach it, in a JVM of
 * their own with the options of this one. Confined to one thread.
 */
final class LearningProcess implements AutoCloseable {
    private static final long END_SECONDS = 60;

    private final Process process;
    private final PrintWriter to;
    private final BufferedReader from;
    private final Path view;

    private LearningProcess(Process process, Consumer<String> progress) throws IOException {
        this.process = process;
        this.to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.from = process.inputReader(StandardCharsets.UTF_8);
        this.view = Path.of(answer(LearningMain.READY, progress));
    }

    /** Returns when so many patterns are readable. */
    static LearningProcess start(int patterns, Consumer<String> progress) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(LearningMain.class.getName(), Integer.toString(patterns)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new LearningProcess(process, progress);
        } catch (IOException | RuntimeException | Error failed) {
            process.destroy();
            throw failed;
        }
    }

    /** The directory of the view that it writes. */
    Path view() {
        return view;
    }

    /** Outcomes flow from now on. */
    void begin(long seed) {
        to.println(LearningMain.BEGIN + seed);
    }

    /** The same with outcomes that Streams reads and nobody learns from. */
    void beginUnlearned(long seed) {
        to.println(LearningMain.BEGIN_UNLEARNED + seed);
    }

    /** No more flow, and all are readable, or acknowledged where nobody learns; tells how many a second were acknowledged. */
    double end() throws IOException {
        to.println(LearningMain.END);
        return Double.parseDouble(answer(LearningMain.ENDED, line -> {}));
    }

    private String answer(String begins, Consumer<String> others) throws IOException {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            if (line.startsWith(begins)) {
                return line.substring(begins.length());
            }
            others.accept(line);
        }
        throw new IOException("the process with the product ended before it said '" + begins.trim() + "'");
    }

    @Override
    public void close() {
        to.close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
