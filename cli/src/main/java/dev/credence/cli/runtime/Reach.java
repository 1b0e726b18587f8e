package dev.credence.cli.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Whether something listens at an address: known at once, where a Kafka client asks on until its patience ends. */
public final class Reach {
    private static final int CONNECT_MS = 2_000;

    private Reach() {}

    /** Why no connection can be made; null if one can. */
    public static @Nullable String problem(String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return "the name " + host + " is not known";
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MS);
            return null;
        } catch (IOException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }

    /** Why none of {@code servers} can be connected to, by the first; null if one can. As bootstrap.servers has them. */
    public static @Nullable String problemOfAll(String servers) {
        String first = null;
        for (String server : servers.split(",", -1)) {
            int colon = server.lastIndexOf(':');
            String port = server.substring(colon + 1).trim();
            if (colon < 1 || !port.matches("[0-9]{1,5}")) {
                return "'" + server + "' is not HOST:PORT";
            }
            String problem = problem(server.substring(0, colon).trim(), Integer.parseInt(port));
            if (problem == null) {
                return null;
            }
            first = first == null ? problem : first;
        }
        return first;
    }
}
