package dev.credence.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All checks, in the order in which causes come before their effects. */
public final class Doctor {
    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

    private static final List<Check> CHECKS = List.of(
            new JavaCheck(),
            new DiskCheck(),
            new LockCheck(),
            new ViewCheck(),
            new PortCheck(),
            new BrokerCheck(),
            new TopicsCheck(),
            new OffsetsCheck(),
            new HalfLifeCheck(),
            new RegistryCheck(),
            new ClockCheck());

    private Doctor() {}

    /**
     * Looks at everything.
     *
     * @param told each finding as it is made
     */
    public static Diagnosis examine(Patient patient, Consumer<Finding> told) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : CHECKS) {
            for (Finding finding : look(check, patient)) {
                findings.add(finding);
                told.accept(finding);
            }
        }
        return new Diagnosis(findings, reachable(findings));
    }

    private static List<Finding> look(Check check, Patient patient) {
        try {
            return check.look(patient);
        } catch (RuntimeException e) {
            LOG.info("check {} failed", check.name(), e);
            return List.of(Finding.fail(
                    check.name(),
                    "could not be checked: " + (e.getMessage() == null ? e.toString() : e.getMessage()),
                    "mend what the other checks find, and look again"));
        }
    }

    /** Whether broker, registry or service answered in any way. */
    private static boolean reachable(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.cause().startsWith(BrokerContact.NOTHING))
                || findings.stream().noneMatch(finding -> finding.cause().startsWith(RegistryCheck.NOTHING))
                || findings.stream().anyMatch(finding -> finding.cause().startsWith(PortCheck.SERVES));
    }
}
