package dev.credence.embedded.registry;

/** An answer that is an error, by Confluent's numbers. */
final class RegistryException extends RuntimeException {
    private final int code;

    private RegistryException(int code, String message) {
        super(message);
        this.code = code;
    }

    static RegistryException of(int code, String message) {
        return new RegistryException(code, message);
    }

    static RegistryException noSubject(String subject) {
        return of(40401, "Subject '" + subject + "' not found.");
    }

    static RegistryException noVersion(String version) {
        return of(40402, "Version " + version + " not found.");
    }

    static RegistryException noSchema(String which) {
        return of(40403, "Schema " + which + "not found");
    }

    static RegistryException badSchema(String why) {
        return of(42201, "Invalid schema: " + why);
    }

    int code() {
        return code;
    }

    /** 40403 is a kind of 404. */
    int status() {
        return code > 999 ? code / 100 : code;
    }
}
