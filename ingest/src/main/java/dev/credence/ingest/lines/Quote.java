package dev.credence.ingest.lines;

/** Makes text of unknown origin fit for one line of a log. */
final class Quote {
    private static final int SHOWN_CHARS = 40;

    private Quote() {}

    /** In quotes, at most 40 characters, what cannot be shown replaced. */
    static String quote(String text) {
        return '"' + clean(text, SHOWN_CHARS) + '"';
    }

    /** At most {@code max} characters on one line; halves of surrogate pairs, too, become a question mark. */
    static String clean(String text, int max) {
        String head = text.length() <= max ? text : text.substring(0, max) + "…";
        return head.replaceAll("[\\p{Cntrl}\\p{Cs}]+", "?");
    }
}
