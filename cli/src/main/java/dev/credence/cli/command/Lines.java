package dev.credence.cli.command;

import java.util.ArrayList;
import java.util.List;

/** Text in the columns of a terminal: broken at spaces, so what has none stays whole and can be copied. */
final class Lines {
    static final int WIDTH = 80;

    private Lines() {}

    /** At least one line, none wider than {@code width} but for a single word. */
    static List<String> of(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** {@code text} behind {@code label}, whose width the lines after the first are indented by. */
    static String hanging(String label, String text) {
        return label + String.join('\n' + " ".repeat(label.length()), of(text, WIDTH - label.length()));
    }
}
