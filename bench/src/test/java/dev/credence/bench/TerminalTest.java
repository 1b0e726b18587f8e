package dev.credence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TerminalTest {
    @Test
    void shouldFitTheHelpOfEveryCommandIntoEightyColumns() {
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            assertThat(command.getUsageMessage(CommandLine.Help.Ansi.AUTO).lines())
                    .as(command.getCommandName())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                    .noneMatch(line -> line.contains("\u001b"));
        }
    }
}
