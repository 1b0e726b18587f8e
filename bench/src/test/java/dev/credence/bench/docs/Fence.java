package dev.credence.bench.docs;

import java.util.List;

/**
 * A fenced block of a document.
 *
 * @param place document and line
 * @param info the words after the fence: the language and, for {@code sh}, what running it needs
 */
record Fence(String place, List<String> info, List<String> lines) {
    String language() {
        return info.isEmpty() ? "" : info.get(0);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
