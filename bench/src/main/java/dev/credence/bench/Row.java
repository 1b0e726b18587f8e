package dev.credence.bench;

import java.io.PrintWriter;
import java.util.List;

/** One benchmark: it runs, says on {@code progress} what it does, and answers with figures. */
public interface Row {
    /** What {@code --only} calls it. */
    String name();

    /** Whether it is one of those that {@code --quick} runs unasked. */
    default boolean isQuick() {
        return false;
    }

    /** The same benchmark over so many outcomes, where the number is free; else the same. */
    default Row of(int outcomes) {
        return this;
    }

    /**
     * Runs it.
     *
     * @param quick a short form: fewer rounds, the same checks
     */
    List<Measure> run(boolean quick, PrintWriter progress) throws Exception;
}
