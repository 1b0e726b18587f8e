package dev.credence.bench.http;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Redis server of its own, in memory alone, on a free port of the loopback interface; where one is installed. */
final class Redis implements AutoCloseable {
    private static final String PROGRAM = "redis-server";
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Process process;
    private final InetSocketAddress address;

    private Redis(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Null if there is none on the path. */
    static @Nullable Redis startIfInstalled() throws IOException {
        Path program = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (program == null) {
            return null;
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        List<String> command = List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(address.getPort()),
                "--save",
                "",
                "--appendonly",
                "no");
        Redis redis = new Redis(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                address);
        redis.awaitListening();
        return redis;
    }

    InetSocketAddress address() {
        return address;
    }

    private void awaitListening() {
        long began = System.nanoTime();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() - began > START_NANOS) {
                process.destroy();
                throw new IllegalStateException(PROGRAM + " does not listen on " + address);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
