package dev.credence.storage;

import dev.credence.storage.WriteBatch.Position;
import java.util.List;
import java.util.Optional;

/**
 * The one writer of a view. Confined to one thread. After a failed {@link #commit} nothing of that batch is in the file,
 * and the writer can go on with the same batch.
 */
public interface ViewWriter extends AutoCloseable {
    /** How far each topic has been read, as of the last commit; empty in a new view. */
    List<Position> positions();

    /**
     * Names this file among all that ever lay behind the link. Changes with a commit after which the writer goes on in a
     * copy, because a reader keeps the log of the other from being cut off.
     */
    String generation();

    /** Whether this is a first build that nobody reads yet; ends with {@link #publish}. */
    boolean building();

    /**
     * Writes all of {@code batch} in one transaction.
     *
     * @return its number, one more than that of the commit before
     * @throws ViewDiskException if the disk did not take it, or another program holds a lock; whoever calls may wait and try
     *     again
     * @throws ViewException if it could not be written for another reason
     */
    long commit(WriteBatch batch);

    /**
     * Ends a first build: makes the indexes and lets the link point to this file. No effect on a published view.
     *
     * @throws ViewDiskException if the disk did not take that; whoever calls may wait and try again
     */
    void publish();

    /**
     * Remembers that the end of the topics was reached at {@code atMs}; the file learns it at times, and at close. Makes the
     * indexes that large batches left out, five seconds after the last of them.
     */
    void caughtUp(long atMs);

    /** When the end of the topics was last reached: as remembered since, else as the file knew it; -1: never. */
    long lastCaughtUpMs();

    /** What a reader or the scrubber found wrong with this file; asks the file system only. Thread-safe. */
    Optional<String> damage();

    /** What the file takes now; asks the file system only. */
    ViewSize size();

    /** Copies the WAL into the file and lets others write. What was not published is lost. */
    @Override
    void close();
}
