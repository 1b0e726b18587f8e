package dev.credence.cli.doctor;

/**
 * What a check found.
 *
 * @param check its name
 * @param cause what, which, and what follows from it; one line
 * @param remedy what to do; empty if there is nothing
 */
public record Finding(String check, Level level, String cause, String remedy) {
    /** How bad it is. */
    public enum Level {
        OK,
        /** Works, but not as it should, or not for long. */
        WARN,
        /** Does not work, or will be refused. */
        FAIL,
        /** Could not be looked at, because of another finding. */
        SKIP
    }

    public Finding {
        cause = oneLine(cause);
        remedy = oneLine(remedy);
    }

    static Finding ok(String check, String what) {
        return new Finding(check, Level.OK, what, "");
    }

    static Finding warn(String check, String cause, String remedy) {
        return new Finding(check, Level.WARN, cause, remedy);
    }

    static Finding fail(String check, String cause, String remedy) {
        return new Finding(check, Level.FAIL, cause, remedy);
    }

    static Finding skip(String check, String why) {
        return new Finding(check, Level.SKIP, why, "");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").trim();
    }
}
