package dev.credence.cli.config;

/** Which set of defaults holds. */
public enum Profile {
    PRODUCTION,
    DEVELOPMENT
}
