package dev.credence.cli.command;

import dev.credence.cli.config.Spelling;
import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what was wrong with the arguments, with the nearest name, and where the right ones are. */
final class WrongUse implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        if (!(wrong instanceof UnmatchedArgumentException) && !(command.getCommand() instanceof Callable)) {
            command.usage(err); // it does nothing by itself: what there is to choose from says more than a sentence
            return ExitCode.USAGE;
        }
        err.println("credence: " + sentence(wrong) + "; see '" + name + " --help'");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String given = unmatched.getUnmatched().get(0);
            boolean flag = given.startsWith("-");
            Set<String> names = names(wrong.getCommandLine(), flag);
            return "there is no " + (flag ? "flag" : names.isEmpty() ? "further argument" : "command") + " '" + given
                    + "'" + (names.isEmpty() ? "" : "; the nearest is '" + nearest(given, names) + "'");
        }
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }

    /** The name that was begun, if it was; else the one spelt most alike. */
    private static String nearest(String given, Set<String> names) {
        return names.stream()
                .filter(name -> given.length() > 3 && name.startsWith(given))
                .findFirst()
                .orElseGet(() -> Spelling.nearest(given, names));
    }

    private static Set<String> names(CommandLine command, boolean flags) {
        return flags
                ? new TreeSet<>(command.getCommandSpec().optionsMap().keySet())
                : new TreeSet<>(command.getSubcommands().keySet());
    }
}
