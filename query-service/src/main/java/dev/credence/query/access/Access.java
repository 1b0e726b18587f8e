package dev.credence.query.access;

/** Who may ask. Thread-safe; answers in microseconds and waits for nothing, so event loops may call it. */
public interface Access {
    /** Whether everybody may, without a key. */
    boolean isOpen();

    /** Whether whoever presents {@code key} may. */
    boolean admits(String key);

    /** Everybody may. */
    static Access open() {
        return Everybody.INSTANCE;
    }
}
