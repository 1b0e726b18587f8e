package dev.credence.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** How unlike two names are. */
public final class Spelling {
    private Spelling() {}

    /** The candidate that is most like {@code name}; of several the first. Capitals make no difference. */
    public static String nearest(String name, Collection<String> candidates) {
        String sought = name.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(candidate.toLowerCase(Locale.ROOT), sought)))
                .orElseThrow();
    }

    /** Levenshtein's distance. O(a·b). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
