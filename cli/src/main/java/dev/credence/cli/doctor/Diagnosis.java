package dev.credence.cli.doctor;

import dev.credence.cli.doctor.Finding.Level;
import java.util.List;

/**
 * All that was found.
 *
 * @param reachable false if neither broker nor registry nor service gave any sign of life
 */
public record Diagnosis(List<Finding> findings, boolean reachable) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** How many findings there are of one level. */
    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
