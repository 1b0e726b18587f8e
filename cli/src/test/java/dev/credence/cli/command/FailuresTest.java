package dev.credence.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.processor.ledger.RefusedException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    /** A role's failure reaches the command in the words of whoever waited for it. */
    @Test
    void shouldTellARefusalFromWhatMayBeTriedAgainAlsoAmongTheCauses() {
        RefusedException refused = new RefusedException("another half-life");

        assertThat(Failures.exitCode(refused)).isEqualTo(ExitCode.USAGE);
        assertThat(Failures.exitCode(new IllegalStateException("not ready", refused)))
                .isEqualTo(ExitCode.USAGE);
        assertThat(Failures.exitCode(new CommandFailedException(ExitCode.NO_SUCH_ID, "no such id", refused)))
                .isEqualTo(ExitCode.NO_SUCH_ID);
        assertThat(Failures.exitCode(new UncheckedIOException(new ConnectException("refused"))))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(Failures.exitCode(
                        new IllegalStateException("no broker", new IllegalArgumentException("of Kafka's"))))
                .isEqualTo(ExitCode.UNREACHABLE);
    }
}
