package dev.credence.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, each column as wide as its widest cell; text left, numbers right. Where a row is wider than a
 * terminal its prose, if it ends with some, is broken, below the rest if little room is left. Confined to one thread.
 */
final class Table {
    private static final String BELOW = "    ";
    private static final int LITTLE = 24;

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;
    private final boolean prose;

    /** @param headings one a column; a leading {@code >} aligns the column right, {@code ~} says of the last that it is prose */
    Table(String... headings) {
        right = new boolean[headings.length];
        String[] names = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
            names[i] = headings[i].replaceFirst("^[>~]", "");
        }
        prose = headings[headings.length - 1].startsWith("~");
        rows.add(names);
    }

    Table row(String... cells) {
        rows.add(cells);
        return this;
    }

    void print(PrintWriter out) {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        int last = right.length - 1;
        int start = 0;
        for (int i = 0; i < last; i++) {
            start += widths[i] + 2;
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < last; i++) {
                line.append(padded(row[i], widths[i], right[i])).append("  ");
            }
            if (!prose || start + row[last].length() <= Lines.WIDTH) {
                print(line + padded(row[last], widths[last], right[last]), out);
            } else if (Lines.WIDTH - start >= LITTLE) {
                Lines.hanging(line.toString(), row[last]).lines().forEach(each -> print(each, out));
            } else {
                print(line.toString(), out);
                Lines.hanging(BELOW, row[last]).lines().forEach(each -> print(each, out));
            }
        }
    }

    private static String padded(String cell, int width, boolean right) {
        String padding = " ".repeat(width - cell.length());
        return right ? padding + cell : cell + padding;
    }

    private static void print(String line, PrintWriter out) {
        out.println(line.stripTrailing());
    }
}
