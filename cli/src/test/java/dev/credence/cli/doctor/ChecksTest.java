package dev.credence.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.cli.doctor.Finding.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checks make of figures that a test cannot bring about. */
class ChecksTest {
    private static final long GB = 1L << 30;

    @Test
    void shouldFailWhenJavaIsTooOldAndWarnWhenJavaHomeIsNoJava() {
        JavaCheck check = new JavaCheck();

        assertThat(check.found(11, "/opt/java-11", ""))
                .extracting(Finding::level)
                .containsExactly(Level.FAIL);
        assertThat(check.found(17, "/opt/java-17", "/no/such/java"))
                .extracting(Finding::level)
                .containsExactly(Level.OK, Level.WARN);
    }

    @Test
    void shouldWarnBeforeTheDiskIsFull() {
        DiskCheck check = new DiskCheck();
        Path data = Path.of("/data");

        assertThat(check.room(data, 100L << 20, 100 * GB).level()).isEqualTo(Level.FAIL);
        assertThat(check.room(data, GB, 100 * GB).level()).isEqualTo(Level.WARN);
        assertThat(check.room(data, 4 * GB, 100 * GB).level()).isEqualTo(Level.WARN);
        assertThat(check.room(data, 40 * GB, 100 * GB).level()).isEqualTo(Level.OK);
        assertThat(check.room(data, GB, 100 * GB).cause()).contains("1,024 MB of 102,400 MB free where /data is");
    }

    @Test
    void shouldSayWhichClockIsAheadAndWhatFollows() {
        ClockCheck check = new ClockCheck();
        List<Finding> findings = new ArrayList<>();

        check.compare("the broker's", 900, findings);
        assertThat(findings).isEmpty();
        check.compare("the broker's", -60_000, findings);
        check.compare("the registry's", 3_600_000, findings);

        assertThat(findings).extracting(Finding::level).containsExactly(Level.WARN, Level.FAIL);
        assertThat(findings.get(0).cause()).isEqualTo("this machine's clock is 60 s behind the broker's");
        assertThat(findings.get(1).cause()).contains("3600 s ahead of the registry's", "bad-time");
    }
}
