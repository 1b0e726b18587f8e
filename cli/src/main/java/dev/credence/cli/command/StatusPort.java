package dev.credence.cli.command;

import dev.credence.cli.runtime.StatusAddress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of a role that serves no data of its own and may still be asked how it is. */
final class StatusPort {
    @Option(
            names = "--status-port",
            paramLabel = "PORT",
            description = "Answer /livez, /readyz, /info and /metrics there, on http.host; 0: any free one."
                    + " Nowhere unless given.")
    private @Nullable Integer port;

    /** Null: nowhere. */
    @Nullable
    StatusAddress address(PrintWriter err, String role) {
        return port == null
                ? null
                : new StatusAddress(port, bound -> err.println("credence " + role + ": status on port " + bound));
    }
}
