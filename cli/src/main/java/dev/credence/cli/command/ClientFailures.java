package dev.credence.cli.command;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/**
 * Says of Kafka's clients what they say in the last of many causes: that the broker does not take the credentials, that
 * one side does not trust the other, or that a client cannot even be made of its settings.
 */
final class ClientFailures {
    private static final Pattern NOT_MADE = Pattern.compile("Failed to (create new|construct)");

    private ClientFailures() {}

    /** What is to be told instead of {@code failure}; empty if it is about something else. */
    static Optional<CommandFailedException> explained(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SslAuthenticationException) {
                return unreachable(
                        "no TLS with the broker: " + deepest(cause)
                                + "; check kafka.security.protocol, and that kafka.ssl.truststore.location trusts the"
                                + " broker's certificate and the broker yours",
                        failure);
            }
            if (cause instanceof AuthenticationException) {
                return unreachable(
                        "the broker refuses the credentials: " + deepest(cause)
                                + "; check kafka.sasl.mechanism and kafka.sasl.jaas.config",
                        failure);
            }
            if (cause instanceof KafkaException
                    && NOT_MADE.matcher(String.valueOf(cause.getMessage())).lookingAt()) {
                return Optional.of(new CommandFailedException(
                        ExitCode.USAGE,
                        "no Kafka client can be made of these settings: " + deepest(cause)
                                + "; check the keys under kafka., see credence config show",
                        failure));
            }
        }
        return Optional.empty();
    }

    private static Optional<CommandFailedException> unreachable(String message, Throwable failure) {
        return Optional.of(new CommandFailedException(ExitCode.UNREACHABLE, message, failure));
    }

    /** The first cause of all, without its stack: Kafka's own text says only what failed in the end. */
    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause.getMessage() == null ? "" : cause.getMessage();
        String said = cause instanceof KafkaException ? text : cause.getClass().getSimpleName() + " " + text;
        return said.isBlank() ? cause.toString() : said.replaceAll("\\s+", " ").trim();
    }
}
