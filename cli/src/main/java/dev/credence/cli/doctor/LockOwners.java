package dev.credence.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Who holds the lock on a file, as Linux tells. The file itself is not opened: a process that closes a file gives up all
 * locks that it has on it, so looking in the process that holds one would free it.
 */
final class LockOwners {
    private static final int KIND = 1;
    private static final int PID = 4;
    private static final int FILE = 5;

    private final List<String> locks;

    private LockOwners(List<String> locks) {
        this.locks = locks;
    }

    /** The locks of this moment; none where the system does not tell. */
    static LockOwners now() {
        Path table = Path.of("/proc/locks");
        try {
            return new LockOwners(Files.isReadable(table) ? Files.readAllLines(table) : List.of());
        } catch (IOException e) {
            return new LockOwners(List.of());
        }
    }

    /** The process that has the lock on {@code file}; empty if nobody has, or it is not known. */
    OptionalLong of(Path file) {
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        String inode;
        try {
            inode = ":" + Files.getAttribute(file, "unix:ino");
        } catch (IOException | UnsupportedOperationException e) {
            return OptionalLong.empty();
        }
        return locks.stream()
                .map(line -> line.trim().split("\\s+", -1))
                .filter(fields -> fields.length > FILE && fields[KIND].equals("POSIX"))
                .filter(fields -> fields[FILE].endsWith(inode))
                .mapToLong(fields -> Long.parseLong(fields[PID]))
                .findFirst();
    }
}
