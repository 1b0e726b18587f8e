package dev.credence.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which Java this is, and whether JAVA_HOME means another. */
final class JavaCheck implements Check {
    private static final int LEAST = 17;

    @Override
    public String name() {
        return "java";
    }

    @Override
    public List<Finding> look(Patient patient) {
        return found(
                Runtime.version().feature(),
                System.getProperty("java.home"),
                patient.environment().getOrDefault("JAVA_HOME", ""));
    }

    /** @param wished JAVA_HOME; empty if it is not set */
    List<Finding> found(int feature, String home, String wished) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                feature < LEAST
                        ? Finding.fail(
                                name(),
                                "Java " + feature + " at " + home + " is older than " + LEAST,
                                "install a JDK of " + LEAST + " or later, or set JAVA_HOME to one")
                        : Finding.ok(name(), "Java " + feature + " at " + home));
        if (!wished.isEmpty() && !Files.isExecutable(Path.of(wished, "bin", "java"))) {
            findings.add(Finding.warn(
                    name(),
                    "JAVA_HOME is " + wished + ", where no Java is",
                    "set it to a JDK's directory, or unset it"));
        }
        return findings;
    }
}
