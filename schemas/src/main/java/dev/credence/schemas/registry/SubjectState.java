package dev.credence.schemas.registry;

/**
 * How a registry's latest schema of one subject stands to ours.
 *
 * @param detail what is in the way, for {@link Fit#INCOMPATIBLE}; empty otherwise
 */
public record SubjectState(String subject, Fit fit, String detail) {
    /** Whether records written with the subject's schema can be read with ours. */
    public enum Fit {
        /** Nothing is registered under the subject. */
        MISSING,
        SAME,
        /** Another schema, whose records we read. */
        READABLE,
        INCOMPATIBLE
    }
}
