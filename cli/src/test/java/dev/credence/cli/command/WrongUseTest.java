package dev.credence.cli.command;

import static dev.credence.cli.command.Ran.credence;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WrongUseTest {
    @Test
    void shouldNameTheNearestCommandWhenThereIsNoSuchOne() {
        Ran ran = credence("lsit");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("there is no command 'lsit'; the nearest is 'list'");
        assertThat(ran.err().lines()).hasSize(1);
    }

    @Test
    void shouldNameTheNearestFlagWhenThereIsNoSuchOne() {
        Ran ran = credence("consume", "confidence", "--bootstrap-srver", "x");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("'--bootstrap-srver'; the nearest is '--bootstrap-server'");
    }

    @Test
    void shouldSayInOneLineWhatIsMissingOrNotOneOfItsKind() {
        for (String[] arguments : new String[][] {
            {"get"}, {"store", "p1"}, {"outcome", "p1", "maybe"}, {"list", "--limit", "many"}, {"topics", "destroy"}
        }) {
            Ran ran = credence(arguments);
            assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err().lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("credence: ")
                    .contains("--help");
        }
    }

    @Test
    void shouldShowWhatThereIsWhenNoCommandIsNamed() {
        for (String[] arguments : new String[][] {{}, {"topics"}, {"dead-letters"}}) {
            Ran ran = credence(arguments);

            assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).startsWith("Usage: credence").contains("Commands:");
        }
    }

    @Test
    void shouldFinishAFlagThatWasBegun() {
        assertThat(credence("consume", "confidence", "--max", "3").err())
                .contains("'--max'; the nearest is '--max-messages'");
    }

    @Test
    void shouldShowEachCommandInAWholeSentenceWhenTheyAreListed() {
        for (CommandLine sub : CredenceCommand.commandLine().getSubcommands().values()) {
            String[] lines = sub.getCommandSpec().usageMessage().description();
            assertThat(lines[0]).as(sub.getCommandName()).endsWith(".");
        }
    }

    @Test
    void shouldSayWhatAUrlIsLikeWhenItIsNone() {
        for (String url : List.of("foo", "http://127.0.0.1:99999", "http://a b")) {
            Ran ran = credence("list", "--url", url);

            assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err().trim())
                    .isEqualTo("credence: --url must be like http://127.0.0.1:8080, was '" + url + "'");
        }
    }

    @Test
    void shouldNameASettingThatIsNotOneOfItsKind() {
        Ran ran = credence("topics", "create", "--dry-run", "--topics-partitions", "none");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("topics.partitions", "was 'none'");
    }

    @Test
    void shouldTeachInEveryHelp() {
        for (CommandLine command : all(CredenceCommand.commandLine())) {
            String name = command.getCommandSpec().qualifiedName();
            if (!command.getCommandName().equals("help")) {
                String help = command.getUsageMessage();
                assertThat(command.getCommandSpec().usageMessage().description())
                        .as(name + " is described in one or two lines")
                        .hasSizeBetween(1, 2);
                assertThat(help).as(name).contains("credence " + (command.getParent() == null ? "demo" : ""));
                assertThat(command.getCommandSpec().usageMessage().footer())
                        .as(name + " has an example")
                        .anyMatch(line -> line.contains("credence "));
            }
        }
    }

    @Test
    void shouldPrintACompletionThatTheShellTakes(@TempDir Path directory) throws Exception {
        Ran ran = credence("completion", "bash");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        Path script = Files.writeString(directory.resolve("completion"), ran.out());
        Process bash =
                new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
        assertThat(bash.waitFor()).isZero();
        assertThat(ran.out()).contains("dead-letters", "--from-beginning");
    }

    private static List<CommandLine> all(CommandLine root) {
        List<CommandLine> found = new ArrayList<>(List.of(root));
        root.getSubcommands().values().forEach(sub -> found.addAll(all(sub)));
        return found;
    }
}
