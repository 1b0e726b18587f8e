package dev.credence.cli.runtime;

import java.util.function.IntConsumer;

/**
 * Where a role says how it is: alive, ready, versions, metrics.
 *
 * @param port 0: any free one
 * @param bound is told the port once it is listened on
 */
public record StatusAddress(int port, IntConsumer bound) {
    public StatusAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, was " + port);
        }
    }
}
