package dev.credence.cli.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Whether something listens at an address. */
final class Reach {
    private static final int CONNECT_MS = 2_000;

    private Reach() {}

    /** Why no connection can be made; null if one can. */
    static @Nullable String problem(String host, int port) {
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
}
