package dev.credence.cli.command;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Prints a script that lets a shell complete commands and flags.",
            "That for zsh loads its bash emulation; it may be sourced, or lie in a directory of $fpath."
        },
        footer = {"", "Examples:", "  source <(credence completion bash)", "  source <(credence completion zsh)"})
final class CompletionCommand implements Callable<Integer> {
    private enum Shell {
        bash,
        zsh
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    private Shell shell = Shell.bash;

    @Override
    public Integer call() {
        PrintWriter out = Out.of(spec);
        if (shell == Shell.zsh) {
            out.println("#compdef credence");
        }
        out.print(AutoComplete.bash(
                "credence", Objects.requireNonNull(spec).root().commandLine()));
        out.flush();
        return ExitCode.DONE;
    }
}
