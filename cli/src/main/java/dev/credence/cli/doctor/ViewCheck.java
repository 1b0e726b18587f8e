package dev.credence.cli.doctor;

import dev.credence.cli.config.Key;
import dev.credence.cli.runtime.Clients;
import dev.credence.storage.ForeignFileException;
import dev.credence.storage.ViewException;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the file in the data directory is a view that this build reads, of this installation. */
final class ViewCheck implements Check {
    /** Deletions older than twice this may be gone from the log, so a view that missed them begins anew. */
    private static final Duration LONGEST_ABSENCE = Duration.ofHours(84);

    @Override
    public String name() {
        return "view";
    }

    @Override
    public List<Finding> look(Patient patient) {
        Path file = patient.dataDir().resolve("view").resolve("view.db");
        ViewReport report;
        try {
            report = patient.view();
        } catch (ForeignFileException foreign) {
            return List.of(foreign(file + " is not an SQLite database"));
        } catch (ViewException damaged) {
            return List.of(Finding.fail(
                    name(),
                    String.valueOf(damaged.getMessage()),
                    "delete " + file.getParent() + " while nothing has it: it is rebuilt from the log"));
        }
        if (report == null) {
            return List.of(Finding.ok(name(), "there is none yet in " + file.getParent()));
        }
        return List.of(report.isView() ? ours(report, patient) : foreign(file + " is a database of another program"));
    }

    private Finding ours(ViewReport report, Patient patient) {
        ViewInfo info = report.view();
        if (info == null) {
            return Finding.fail(
                    name(),
                    report.file() + " is of format " + report.format() + ", which this build does not read",
                    "run the Credence that wrote it, or delete its directory: the view is rebuilt from the log");
        }
        Finding other = otherView(info.identity(), patient);
        if (other != null) {
            return other;
        }
        long absentMs = patient.nowMs() - Math.max(info.caughtUpAtMs(), info.committedAtMs());
        if (info.committedAtMs() >= 0 && absentMs > LONGEST_ABSENCE.toMillis()) {
            return Finding.warn(
                    name(),
                    "the view was last written " + absentMs / 3_600_000 + " hours ago; deletions since then may be"
                            + " gone from the log",
                    "start 'credence view' or 'credence up': it is rebuilt beside the old one");
        }
        return Finding.ok(name(), info.patterns() + " patterns in generation " + info.generation());
    }

    private @Nullable Finding otherView(ViewIdentity found, Patient patient) {
        ViewIdentity wanted = Clients.identity(patient.settings());
        if (!found.halfLives().equals(wanted.halfLives())) {
            return Finding.fail(
                    name(),
                    "the half-life changed: the view was folded with "
                            + found.halfLives().describe() + ", the settings say "
                            + wanted.halfLives().describe(),
                    "set half.life and half.life.prefixes back, or fold everything anew under another application.id"
                            + " and data.dir");
        }
        return found.equals(wanted)
                ? null
                : Finding.fail(
                        name(),
                        "the view in " + patient.settings().text(Key.DATA_DIR) + " is of application.id "
                                + found.applicationId() + " and topics.prefix " + found.topicsPrefix()
                                + ", the settings say " + wanted.applicationId() + " and " + wanted.topicsPrefix(),
                        "set them back, or set another data.dir with --data");
    }

    private Finding foreign(String cause) {
        return Finding.fail(name(), cause, "move it away, or set another data.dir with --data");
    }
}
