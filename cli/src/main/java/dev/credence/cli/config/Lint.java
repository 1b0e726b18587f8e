package dev.credence.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that can be said against a properties file without starting anything. */
public final class Lint {
    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    private Lint(Path file) {
        this.file = file;
    }

    /**
     * Errors and doubts, by line.
     *
     * @param profile whose defaults hold where the file is silent
     * @throws SettingsException if the file cannot be read
     */
    public static List<Problem> of(Path file, Profile profile) {
        Lint lint = new Lint(file);
        Resolution resolution = Resolution.of(Sources.of(file, profile));
        lint.problems.addAll(resolution.problems());
        List<PropertiesFile.Line> lines = PropertiesFile.read(file).lines();
        lint.duplicates(lines);
        lint.unknownToTheirOwner(lines);
        lint.openSecrets(lines);
        if (resolution.valuesFit()) {
            new Risks(resolution.settings(), (name, text) -> lint.warn(resolution.lineOf(name), text)).look();
        }
        lint.problems.sort(Comparator.comparingInt(Problem::line));
        return lint.problems;
    }

    private void duplicates(List<PropertiesFile.Line> lines) {
        Map<String, Integer> first = new HashMap<>();
        for (PropertiesFile.Line line : lines) {
            Integer before = first.put(line.name(), line.number());
            if (before != null) {
                warn(line.number(), line.name() + " is set in line " + before + " already; this line counts");
            }
        }
    }

    private void unknownToTheirOwner(List<PropertiesFile.Line> lines) {
        for (PropertiesFile.Line line : lines) {
            if (PassThrough.isOne(line.name())) {
                PassThrough.doubtOf(line.name()).ifPresent(text -> warn(line.number(), text));
            }
        }
    }

    private void openSecrets(List<PropertiesFile.Line> lines) {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (IOException | UnsupportedOperationException notPosix) {
            return;
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            lines.stream()
                    .filter(line ->
                            Secrets.isSecret(line.name()) && !line.value().isEmpty())
                    .findFirst()
                    .ifPresent(line -> warn(
                            line.number(), line.name() + " is a secret and everybody may read the file: chmod 600"));
        }
    }

    private void warn(int line, String text) {
        problems.add(new Problem(line, false, text, ""));
    }
}
