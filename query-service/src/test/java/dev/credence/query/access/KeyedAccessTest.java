package dev.credence.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class KeyedAccessTest {
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private Path path = Path.of("unset");
    private ApiKeyFile file = new ApiKeyFile(path);

    @BeforeEach
    void name(@TempDir Path directory) {
        path = directory.resolve("api-keys");
        file = new ApiKeyFile(path);
    }

    @Test
    void shouldAdmitWhoeverHasOneOfTheKeysAndNobodyElse() {
        String one = file.add("one", NOW);
        String two = file.add("two", NOW);
        assertThat(one).isNotEqualTo(two);

        try (KeyedAccess access = KeyedAccess.follow(path, OFTEN)) {
            assertThat(access.isOpen()).isFalse();
            assertThat(access.admits(one)).isTrue();
            assertThat(access.admits(two)).isTrue();
            assertThat(access.admits(one + "x")).isFalse();
            assertThat(access.admits(one.substring(1))).isFalse();
            assertThat(access.admits("")).isFalse();
        }
    }

    @Test
    void shouldTakeUpWhatIsAddedAndRemovedWhileItRuns() {
        String one = file.add("one", NOW);
        try (KeyedAccess access = KeyedAccess.follow(path, OFTEN)) {
            String two = file.add("two", NOW);
            await().until(() -> access.admits(two));

            file.remove("one");

            await().until(() -> !access.admits(one));
            assertThat(access.admits(two)).isTrue();
            file.remove("two");
            await().until(() -> !access.admits(two));
        }
    }

    @Test
    void shouldKeepItsKeysWhileTheFileIsGoneEmptyOrDamaged() throws IOException {
        String one = file.add("one", NOW);
        try (KeyedAccess access = KeyedAccess.follow(path, OFTEN)) {
            Files.writeString(path, "");
            await().during(Duration.ofMillis(100)).until(() -> access.admits(one));

            Files.writeString(path, "credence_thekeyitself\n");
            await().during(Duration.ofMillis(100)).until(() -> access.admits(one));

            Files.delete(path);

            await().during(Duration.ofMillis(100)).until(() -> access.admits(one));
        }
    }

    @Test
    void shouldReadAFileThatBecomesReadableWithoutAnotherVersion() throws IOException {
        String revoked = file.add("revoked", NOW);
        String kept = file.add("kept", NOW);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(KeyedAccess.class);
        logger.addAppender(log);
        try (KeyedAccess access = KeyedAccess.follow(path, Duration.ofHours(1))) {
            file.remove("revoked");
            byte[] one = Files.readAllBytes(path);

            // A damaged byte stands for a failed read: nothing is forbidden to whoever runs tests as root.
            byte[] damaged = one.clone();
            damaged[0] = 'x';
            write(damaged);
            access.look();
            access.look();
            assertThat(access.admits(revoked)).isTrue();
            assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);

            write(one);
            access.look();
            assertThat(access.admits(revoked)).isFalse();
            assertThat(access.admits(kept)).isTrue();
        } finally {
            logger.detachAppender(log);
        }
    }

    /** In place and always of one time, so that the version does not change. */
    private void write(byte[] bytes) throws IOException {
        Files.write(path, bytes);
        Files.setLastModifiedTime(path, FileTime.from(NOW));
    }

    @Test
    void shouldNotStartWithoutAKeyOrOnAnythingElse() throws IOException {
        assertThatThrownBy(() -> KeyedAccess.follow(path, OFTEN))
                .isInstanceOf(ApiKeysException.class)
                .hasMessageContaining("credence keys add");
        Files.writeString(path, "# none\n\n");
        assertThatThrownBy(() -> KeyedAccess.follow(path, OFTEN))
                .isInstanceOf(ApiKeysException.class)
                .hasMessageContaining("there is no key in");
        for (String line :
                new String[] {"secret", "a b c", "a " + "0".repeat(64) + " yesterday", "a " + "g".repeat(64) + " " + NOW
                }) {
            Files.writeString(path, "# head\n" + line + "\n");
            assertThatThrownBy(() -> KeyedAccess.follow(path, OFTEN))
                    .isInstanceOf(ApiKeysException.class)
                    .hasMessageContaining("line 2")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void shouldKeepTheFileToItsOwner() throws IOException {
        file.add("one", NOW);

        assertThat(Files.getPosixFilePermissions(path))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(file.list()).containsExactly(new ApiKeyFile.Entry("one", Instant.parse("2026-01-02T03:04:05Z")));
    }
}
