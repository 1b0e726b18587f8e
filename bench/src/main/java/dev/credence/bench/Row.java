package dev.credence.bench;

import java.io.PrintWriter;
import java.util.List;

/** One benchmark: it runs, says on {@code progress} what it does, and answers with figures. */
public interface Row {
    /** What {@code --only} calls it. */
    String name();

    /**
     * Runs it.
     *
     * @param quick a short form: fewer rounds, the same checks
     */
    List<Measure> run(boolean quick, PrintWriter progress) throws Exception;
}
