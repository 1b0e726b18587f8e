package dev.credence.query.http;

import dev.credence.query.access.Access;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a server listens, to whom, and how much it takes.
 *
 * @param host loopback unless others may connect
 * @param port 0: any free one
 */
public record Listening(String host, int port, HttpLimits limits, Access access) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;

    public Listening {
        if (host.isBlank()) {
            throw new IllegalArgumentException("http.host must not be empty; 127.0.0.1 is the default");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http.port must be 0 to 65535, was " + port);
        }
    }

    /** On loopback, for everybody on this machine. */
    public static Listening onPort(int port) {
        return new Listening(DEFAULT_HOST, port, HttpLimits.defaults(), Access.open());
    }

    /** Whether only this machine can connect. */
    boolean isLoopback() {
        return isLoopback(host);
    }

    /** Whether only this machine can connect to {@code host}. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notHere) {
            return false;
        }
    }
}
