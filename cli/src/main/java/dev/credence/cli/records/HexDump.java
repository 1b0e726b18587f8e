package dev.credence.cli.records;

import java.util.HexFormat;

/** Bytes for people: offset, sixteen bytes in hexadecimal, and the characters that they are in ASCII. */
public final class HexDump {
    private static final int WIDTH = 16;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private HexDump() {}

    /**
     * A line for every sixteen bytes.
     *
     * @param most bytes that are shown; the rest is counted
     */
    public static String of(byte[] bytes, int most) {
        StringBuilder dump = new StringBuilder();
        int shown = Math.min(bytes.length, most);
        for (int at = 0; at < shown; at += WIDTH) {
            int end = Math.min(at + WIDTH, shown);
            String hex = HEX.formatHex(bytes, at, end);
            dump.append(String.format("%08x  %-47s  %s%n", at, hex, text(bytes, at, end)));
        }
        if (shown < bytes.length) {
            dump.append("… and ")
                    .append(bytes.length - shown)
                    .append(" bytes more")
                    .append(System.lineSeparator());
        }
        return dump.toString();
    }

    private static String text(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(bytes[i] >= ' ' && bytes[i] < 0x7F ? (char) bytes[i] : '.');
        }
        return text.toString();
    }
}
