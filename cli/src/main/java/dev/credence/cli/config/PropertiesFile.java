package dev.credence.cli.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Java's properties format, with the numbers of the lines; what a line means is for {@link Properties} to say. */
final class PropertiesFile {
    /**
     * A key as it is given.
     *
     * @param number of the line on which it begins, from 1
     */
    record Line(int number, String name, String value) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private final Path file;

    private PropertiesFile(Path file) {
        this.file = file;
    }

    /** @throws SettingsException if the file cannot be read */
    static PropertiesFile read(Path file) {
        List<String> natural;
        try {
            natural = Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new SettingsException("there is no file " + file);
        } catch (MalformedInputException notText) {
            throw new SettingsException("cannot read " + file + ": it is not UTF-8 text");
        } catch (IOException unreadable) {
            throw new SettingsException("cannot read " + file + ": " + unreadable.getMessage());
        }
        PropertiesFile read = new PropertiesFile(file);
        int at = 0;
        while (at < natural.size()) {
            int begin = at;
            StringBuilder logical = new StringBuilder(natural.get(at++));
            while (!isComment(logical) && continues(natural.get(at - 1)) && at < natural.size()) {
                logical.append('\n').append(natural.get(at++));
            }
            read.take(begin + 1, logical.toString());
        }
        return read;
    }

    /** In the order of the file; a key may come twice. */
    List<Line> lines() {
        return lines;
    }

    List<Problem> problems() {
        return problems;
    }

    private void take(int number, String logical) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException malformed) {
            problems.add(new Problem(
                    number, true, "not a line of a properties file: " + malformed.getMessage(), file + ":" + number));
        }
        one.stringPropertyNames()
                .forEach(name ->
                        lines.add(new Line(number, name, one.getProperty(name).trim())));
    }

    private static boolean isComment(CharSequence line) {
        String text = line.toString().stripLeading();
        return text.startsWith("#") || text.startsWith("!") || text.isEmpty();
    }

    /** Ends with an odd number of backslashes. */
    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
