package dev.credence.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each column as wide as its widest cell; text left, numbers right. Confined to one thread. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /** @param headings one a column; a leading {@code >} aligns the column right */
    Table(String... headings) {
        right = new boolean[headings.length];
        String[] names = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
            names[i] = right[i] ? headings[i].substring(1) : headings[i];
        }
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
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String padding = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : "  ").append(right[i] ? padding + row[i] : row[i] + padding);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
