package dev.credence.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether the data directory can be written to, and how much room its disk has. */
final class DiskCheck implements Check {
    private static final long FAIL_BYTES = 256L << 20;
    private static final long WARN_BYTES = 2L << 30;
    private static final double WARN_SHARE = 0.05;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> look(Patient patient) {
        Path directory = patient.dataDir();
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            return List.of(notUsable(directory, existing + " is a file"));
        }
        try {
            Files.delete(Files.createTempFile(existing, ".credence-doctor", ""));
            FileStore store = Files.getFileStore(existing);
            return List.of(room(directory, store.getUsableSpace(), store.getTotalSpace()));
        } catch (IOException e) {
            return List.of(notUsable(directory, existing + " cannot be written to: " + e.getMessage()));
        }
    }

    Finding room(Path directory, long usable, long total) {
        String room = megabytes(usable) + " of " + megabytes(total) + " free where " + directory + " is";
        String remedy = "make room, or set another data.dir with --data";
        if (usable < FAIL_BYTES) {
            return Finding.fail(name(), "the disk is full: " + room, remedy);
        }
        return usable < WARN_BYTES || usable < WARN_SHARE * total
                ? Finding.warn(name(), "the disk is nearly full: " + room, remedy)
                : Finding.ok(name(), room);
    }

    private Finding notUsable(Path directory, String why) {
        return Finding.fail(
                name(),
                "the data directory " + directory + " cannot be used: " + why,
                "check owner and rights, or set another data.dir with --data");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
    }
}
