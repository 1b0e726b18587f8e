package dev.credence.cli.config;

/** A setting is not usable; the message names the key, its value and where it came from. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
