package dev.credence.cli.command;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Standard output of a command, as picocli was given it. */
final class Out {
    private Out() {}

    static PrintWriter of(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    }

    /** Of standard output, as picocli finds it. */
    static Charset charset() {
        String name = System.getProperty("sun.stdout.encoding", System.getProperty("stdout.encoding", ""));
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }

    static PrintWriter errorsOf(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
    }
}
