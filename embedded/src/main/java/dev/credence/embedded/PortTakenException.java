package dev.credence.embedded;

/** Another process listens where an embedded part was told to. */
public final class PortTakenException extends EmbeddedException {
    private final int port;

    /**
     * @param what who wanted the port, as in "the Kafka broker"
     * @param flag the option that chooses another one, as in "--kafka-port"
     */
    public PortTakenException(String what, int port, String flag) {
        super("port " + port + " of 127.0.0.1 is taken, so " + what
                + " cannot start: stop the process that listens there, or choose another port with " + flag);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
