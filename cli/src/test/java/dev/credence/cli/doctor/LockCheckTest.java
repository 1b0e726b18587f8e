package dev.credence.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Profile;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.Settings.Setting;
import dev.credence.cli.runtime.Cluster;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockCheckTest {
    @TempDir
    private Path data;

    @Test
    void shouldNameWhoHasTheDirectoryWhicheverFileIsLocked() throws IOException {
        Path first = Files.createDirectories(data.resolve("streams/first")).resolve(".lock");
        Path second = Files.createDirectories(data.resolve("streams/second")).resolve(".lock");
        Path processor = data.resolve("processor.lock");
        for (Path file : List.of(first, second, processor)) {
            Files.createFile(file);
        }
        assertThat(causes()).singleElement().asString().startsWith("nobody has ");

        assertThat(causesWhileLocked(first)).contains("the processor's state as first of " + data);
        assertThat(causesWhileLocked(second)).contains("the processor's state as second of " + data);
        assertThat(causesWhileLocked(processor)).contains("the processor's lock of " + data);
    }

    private String causesWhileLocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            List<String> causes = causes();
            assertThat(causes)
                    .singleElement()
                    .asString()
                    .startsWith("process " + ProcessHandle.current().pid() + " (");
            return causes.get(0);
        }
    }

    private List<String> causes() {
        Settings settings = Settings.resolve(
                Map.of(Key.DATA_DIR, new Setting(data.toString(), "test")), Map.of(), null, Profile.PRODUCTION);
        Map<String, String> environment =
                Map.of("XDG_STATE_HOME", data.resolve("state").toString());
        try (Patient patient = new Patient(new Cluster(settings), environment, InstantSource.system())) {
            return new LockCheck().look(patient).stream().map(Finding::cause).toList();
        }
    }
}
