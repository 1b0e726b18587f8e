package dev.credence.embedded.broker;

import dev.credence.embedded.DataInUseException;
import dev.credence.embedded.EmbeddedException;
import dev.credence.embedded.Loopback;
import dev.credence.embedded.NewerDataException;
import dev.credence.embedded.NoSpaceException;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * The data directory of one broker: Kafka's log, and what must be remembered between starts. Held by a file lock of the
 * parent process, which the system gives back however that process ends.
 */
final class BrokerDirectory implements AutoCloseable {
    private static final long LEAST_FREE_BYTES = 64L << 20;
    private static final int MAX_PORT = 65_535;
    private static final Duration ORPHAN_WAIT = Duration.ofSeconds(10);

    private final Path path;
    private final FileChannel lockFile;

    private BrokerDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Takes the directory, waiting for a child whose parent was killed to finish dying. */
    static BrokerDirectory take(Path path) {
        try {
            Files.createDirectories(path.resolve("tmp"));
            requireSpace(path);
            BrokerDirectory directory = new BrokerDirectory(path, lock(path));
            try {
                directory.awaitOrphan();
                directory.requireNotNewer();
                return directory;
            } catch (RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process; told like any other owner.
        }
        channel.close();
        throw new DataInUseException(path, owner(path));
    }

    private static void requireSpace(Path path) throws IOException {
        if (Files.getFileStore(path).getUsableSpace() < LEAST_FREE_BYTES) {
            throw new NoSpaceException(path, LEAST_FREE_BYTES, null);
        }
    }

    static EmbeddedException failed(Path path, IOException e) {
        if (String.valueOf(e.getMessage()).contains("No space left")) {
            return new NoSpaceException(path, LEAST_FREE_BYTES, e);
        }
        return new EmbeddedException(
                "data directory " + path + " cannot be used (" + e + "): check its owner and rights,"
                        + " or choose another directory with --data",
                e);
    }

    private static String owner(Path path) {
        return readNumber(path.resolve("broker.pid"))
                .map(pid -> "process " + pid)
                .orElse("its process is not known yet");
    }

    private void awaitOrphan() {
        Optional<ProcessHandle> orphan = readNumber(path.resolve("broker.pid"))
                .flatMap(ProcessHandle::of)
                .filter(BrokerProcess::isBroker);
        if (orphan.isEmpty()) {
            return;
        }
        try {
            orphan.get().onExit().get(ORPHAN_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while the last broker of " + path + " was ending", e);
        } catch (Exception e) {
            throw new DataInUseException(path, "process " + orphan.get().pid() + ", left over and not ending");
        }
    }

    /** Kafka refuses data of a newer release too, but says so in a page of stack trace. */
    private void requireNotNewer() {
        String running = AppInfoParser.getVersion();
        String written = read(path.resolve("kafka.version")).orElse(running);
        if (Arrays.compare(release(written), release(running)) > 0) {
            throw new NewerDataException(path, written, running);
        }
        write("kafka.version", running);
    }

    private static int[] release(String version) {
        return List.of(version.split("[.-]")).stream()
                .limit(2)
                .mapToInt(part -> part.matches("[0-9]{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
    }

    /** The same port at each start while nobody else has taken it. */
    int controllerPort() {
        long remembered = readNumber(path.resolve("controller.port")).orElse(0L);
        if (remembered > 0 && remembered <= MAX_PORT && Loopback.isFree((int) remembered)) {
            return (int) remembered;
        }
        int port = Loopback.freePort();
        write("controller.port", Integer.toString(port));
        return port;
    }

    Path log() {
        return path.resolve("log");
    }

    Path tmp() {
        return path.resolve("tmp");
    }

    Path logFile() {
        return path.resolve("broker.log");
    }

    Path path() {
        return path;
    }

    void rememberPid(long pid) {
        write("broker.pid", Long.toString(pid));
    }

    Path save(Properties properties) {
        Path file = path.resolve("broker.properties");
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, "Written at each start; changes here are lost");
            return file;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private void write(String name, String value) {
        try {
            Files.writeString(path.resolve(name), value);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a crash has left half written, or empty, counts as absent: it is only remembered to save time. */
    private static Optional<Long> readNumber(Path file) {
        try {
            return read(file).map(Long::valueOf);
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    /** Gives the directory back; the files stay. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }
}
