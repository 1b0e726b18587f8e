package dev.credence.cli.config;

/**
 * Something about settings that is wrong, or only doubtful.
 *
 * @param line of the file; 0 if it is about no line of it
 * @param error whether it keeps the settings from being used
 * @param text what, which value, what to do
 * @param origin of the setting; empty if the text says it
 */
public record Problem(int line, boolean error, String text, String origin) {
    /** For a reader who does not know where the setting is. */
    String sentence() {
        return origin.isEmpty() ? text : text + " (" + origin + ")";
    }
}
