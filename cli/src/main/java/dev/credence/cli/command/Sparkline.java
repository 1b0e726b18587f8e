package dev.credence.cli.command;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Shares from 0 to 1 as a row of bars, one character each. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** The bars, or nothing where there are none to compare or the output cannot show them. */
    static String of(double[] shares, Charset output) {
        if (shares.length < 2 || !output.newEncoder().canEncode(BARS)) {
            return "";
        }
        return Arrays.stream(shares)
                .mapToObj(share -> BARS.substring(bar(share), bar(share) + 1))
                .collect(Collectors.joining());
    }

    private static int bar(double share) {
        return (int) Math.min(BARS.length() - 1, Math.max(0, share * BARS.length()));
    }
}
