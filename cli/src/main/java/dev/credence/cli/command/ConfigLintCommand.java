package dev.credence.cli.command;

import dev.credence.cli.config.Lint;
import dev.credence.cli.config.Problem;
import dev.credence.cli.config.Profile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "lint",
        description = {
            "Says everything that is wrong with a properties file, and what is risky, with line numbers.",
            "Exit code: 0 nothing found; 1 only warnings; 2 the file cannot be used."
        },
        footer = {"", "Example:", "  credence config lint credence.properties --profile development"})
final class ConfigLintCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The properties file.")
    private Path file = Path.of("credence.properties");

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "production (default) or development: with which defaults it is to go together.")
    private Profile profile = Profile.PRODUCTION;

    @Override
    public Integer call() {
        List<Problem> problems = Lint.of(file, profile);
        PrintWriter out = Out.of(spec);
        for (Problem problem : problems) {
            out.println(file + ":" + (problem.line() == 0 ? "" : problem.line() + ":") + " "
                    + (problem.error() ? "error: " : "warning: ") + problem.text());
        }
        long errors = problems.stream().filter(Problem::error).count();
        out.println(String.format(Locale.ROOT, "errors=%d warnings=%d", errors, problems.size() - errors));
        out.flush();
        return errors > 0 ? ExitCode.USAGE : problems.isEmpty() ? ExitCode.DONE : ExitCode.SHORT;
    }
}
