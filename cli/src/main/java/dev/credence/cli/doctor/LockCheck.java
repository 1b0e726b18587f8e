package dev.credence.cli.doctor;

import dev.credence.cli.runtime.RunFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Who has the data directory, and what processes that are gone have left. */
final class LockCheck implements Check {
    /** @param what whoever locks {@code file} has */
    private record Lock(String what, Path file) {}

    @Override
    public String name() {
        return "locks";
    }

    @Override
    public List<Finding> look(Patient patient) {
        List<Finding> findings = new ArrayList<>();
        holders(patient).forEach((pid, files) -> findings.add(holder(pid, files, patient)));
        for (RunFile.Left left : RunFile.left(RunFile.directory(patient.environment()))) {
            findings.add(Finding.warn(
                    name(),
                    "the run file " + left.file() + " was left by process " + left.pid() + ", which is gone",
                    "nothing has to be done: it counts as none, and the next start on that port replaces it"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(name(), "nobody has " + patient.dataDir()));
        }
        return findings;
    }

    private Finding holder(long pid, List<String> files, Patient patient) {
        String what = String.join(", ", files) + " of " + patient.dataDir();
        boolean known = patient.running().stream()
                .anyMatch(run ->
                        run.pid() == pid && Path.of(run.dataDir()).normalize().equals(patient.dataDir()));
        if (known) {
            return Finding.ok(name(), "the running instance, process " + pid + ", has " + what);
        }
        String command = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .orElse("unknown");
        return Finding.warn(
                name(),
                "process " + pid + " (" + command + ") has " + what
                        + " and left no run file here: a second start on this directory will be refused",
                "use that one, end it (kill " + pid + "), or set another data.dir with --data");
    }

    private static Map<Long, List<String>> holders(Patient patient) {
        LockOwners owners = LockOwners.now();
        Map<Long, List<String>> holders = new LinkedHashMap<>();
        for (Lock lock : locks(patient.dataDir())) {
            OptionalLong pid = owners.of(lock.file());
            if (pid.isPresent()) {
                holders.computeIfAbsent(pid.getAsLong(), first -> new ArrayList<>())
                        .add(lock.what());
            }
        }
        return holders;
    }

    private static List<Lock> locks(Path dataDir) {
        List<Lock> locks = new ArrayList<>();
        locks.add(new Lock("the view", dataDir.resolve("view").resolve("view.lock")));
        locks.add(new Lock("the broker's log", dataDir.resolve("kafka").resolve("broker.lock")));
        locks.add(new Lock("the processor's lock", dataDir.resolve("processor.lock")));
        Path streams = dataDir.resolve("streams");
        if (Files.isDirectory(streams)) {
            try (DirectoryStream<Path> applications = Files.newDirectoryStream(streams)) {
                applications.forEach(each ->
                        locks.add(new Lock("the processor's state as " + each.getFileName(), each.resolve(".lock"))));
            } catch (IOException e) {
                throw new IllegalStateException("cannot list " + streams + ": " + e.getMessage(), e);
            }
        }
        return locks;
    }
}
