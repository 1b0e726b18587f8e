package dev.credence.bench.chaos;

import java.io.IOException;

/** A kind of fault that can be inflicted again and again while outcomes flow. */
interface Ordeal {
    /** Such as {@code full disk}. */
    String name();

    /** Before any role runs. */
    default void prepare(World world) throws IOException, InterruptedException {}

    /** Starts the processor, which an ordeal may want armed. */
    default void startProcessor(World world) throws IOException {
        world.start(Part.PROCESSOR);
    }

    /**
     * Inflicts it once.
     *
     * @param round from 1
     * @return seconds from when its cause was gone to a new outcome of each partition readable over HTTP
     */
    double inflict(Scene scene, int round) throws Exception;

    /** After every role has ended. */
    default void cleanUp() throws IOException, InterruptedException {}
}
