package dev.credence.bench.docs;

import dev.credence.bench.Main;
import dev.credence.cli.command.CredenceCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Command lines of Credence, parsed as the product parses them, and not executed. */
final class Usage {
    private static final Set<String> OF_A_CHECKOUT = Set.of("bench", "chaos");

    private final CommandLine product = CredenceCommand.commandLine();
    private final CommandLine checkout = Main.commandLine();
    private final Set<String> commands;

    Usage() {
        commands = Set.copyOf(Stream.of(product, checkout)
                .flatMap(line -> line.getSubcommands().keySet().stream())
                .toList());
    }

    /** Whether words call the launcher. */
    static boolean isLauncher(String word) {
        return word.equals("credence") || word.equals("./credence");
    }

    /** The arguments in a piece of code that stands in a sentence, if it is a command of Credence with or without its name. */
    Optional<List<String>> mentioned(String code) {
        List<String> words = Arrays.asList(code.split(" +"));
        if (isLauncher(words.get(0)) && words.size() > 1) {
            return Optional.of(words.subList(1, words.size()));
        }
        boolean flagged = words.stream().anyMatch(word -> word.startsWith("--"));
        return flagged && commands.contains(words.get(0)) ? Optional.of(words) : Optional.empty();
    }

    /**
     * What is wrong with arguments, if anything is. Words that stand for something (DIR, H:P, …) may be of the wrong kind, and
     * what is only mentioned may leave arguments out.
     */
    Optional<String> complaint(List<String> arguments, boolean whole) {
        boolean abridged = arguments.stream().anyMatch(argument -> argument.contains("…"));
        boolean placeholders = arguments.stream().anyMatch(argument -> argument.matches("[A-Z][A-Z0-9:=,…]*"));
        String[] given = arguments.stream().filter(Predicate.not("…"::equals)).toArray(String[]::new);
        CommandLine line = OF_A_CHECKOUT.contains(given[0]) ? checkout : product;
        try {
            line.parseArgs(given);
            return Optional.empty();
        } catch (CommandLine.MissingParameterException e) {
            return whole && !abridged ? Optional.of(String.valueOf(e.getMessage())) : Optional.empty();
        } catch (CommandLine.UnmatchedArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (CommandLine.ParameterException e) {
            return abridged || placeholders ? Optional.empty() : Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
