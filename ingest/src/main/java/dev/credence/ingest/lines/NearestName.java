package dev.credence.ingest.lines;

import java.util.List;

/** Finds what the author of a misspelt name may have meant. */
final class NearestName {
    private NearestName() {}

    /** The name with the fewest edits from {@code word}; one that has it as a whole part counts as one edit. */
    static String of(String word, List<String> names) {
        String nearest = names.get(0);
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int edits = isPart(word, name) ? 1 : edits(word, name);
            if (edits < least) {
                least = edits;
                nearest = name;
            }
        }
        return nearest;
    }

    private static boolean isPart(String word, String name) {
        return List.of(name.split("_")).contains(word)
                || List.of(word.split("_")).contains(name);
    }

    /** Levenshtein's distance, of at most 64 characters: O(64 · length of the name). */
    private static int edits(String text, String name) {
        String word = text.length() <= 64 ? text : text.substring(0, 64);
        int[] row = new int[name.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= word.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substitute = diagonal + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[name.length()];
    }
}
