package dev.credence.embedded.broker;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One more address on 127.0.0.1 at which the broker listens, beside the plain one.
 *
 * @param name by which the broker's properties call it: those under {@code listener.name.<name>.} are its own
 * @param protocol Kafka's, such as {@code SASL_SSL}
 */
public record Listener(String name, String protocol, int port) {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

    public Listener {
        name = name.toUpperCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || ServerProperties.isTaken(name)) {
            throw new IllegalArgumentException("a listener needs a name of letters of its own, was " + name);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the port of listener " + name + " must be 1 to 65535, was " + port);
        }
    }
}
