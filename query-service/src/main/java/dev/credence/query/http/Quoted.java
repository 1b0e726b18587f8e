package dev.credence.query.http;

/** Values of strangers in texts for people: at most 60 characters, none that steers a terminal. */
final class Quoted {
    private static final int MOST = 60;

    private Quoted() {}

    static String of(String value) {
        String head = value.length() <= MOST ? value : value.substring(0, MOST) + "…";
        return '"' + head.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
