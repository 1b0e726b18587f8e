package dev.credence.storage;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded number of read-only connections to the file behind the link, opened when needed and kept. When the link
 * points to another generation they are replaced, each when it is next wanted. Thread-safe.
 */
final class ReaderPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);

    private final ViewConfig config;
    private final CurrentFile current;
    private final Dictionaries dictionaries = new Dictionaries();
    private final ReadMeter meter;
    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();
    /** The lately used one first: its pages are warm. */
    private final ConcurrentLinkedDeque<ReadConnection> idle = new ConcurrentLinkedDeque<>();

    private volatile boolean closed;

    /** @param current shared by all who must agree on which file is served */
    ReaderPool(ViewConfig config, CurrentFile current, ReadMeter meter) {
        this.config = config;
        this.current = current;
        this.meter = meter;
        this.permits = new Semaphore(config.pool().size(), true);
    }

    /** Runs {@code work} in a transaction of its own, as soon as a connection is free. */
    <T> T read(String what, ReadWork<T> work) {
        acquire();
        try {
            // Again, for those who waited while the pool was closed.
            requireOpen();
            return run(what, work);
        } finally {
            permits.release();
        }
    }

    int busy() {
        return config.pool().size() - permits.availablePermits();
    }

    int waiting() {
        return waiting.get();
    }

    /** Waits for reads that are under way, then closes all connections. */
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(config.pool().size());
        try {
            idle.forEach(ReaderPool::close);
            idle.clear();
        } finally {
            permits.release(config.pool().size());
        }
    }

    private <T> T run(String what, ReadWork<T> work) {
        ReadConnection connection = take();
        long startNanos = System.nanoTime();
        boolean usable = false;
        try {
            T result = connection.inTransaction(work);
            usable = true;
            return result;
        } catch (DamagedRowException e) {
            // Unless its transaction could not be ended.
            usable = e.getSuppressed().length == 0;
            throw told(e, connection.file());
        } catch (DamagedViewException e) {
            throw told(e, connection.file());
        } catch (SQLException e) {
            throw told(Failures.of(e, what, connection.file().path()), connection.file());
        } finally {
            meter.read(what, System.nanoTime() - startNanos);
            if (usable) {
                idle.addFirst(connection);
            } else {
                close(connection);
            }
        }
    }

    /** The failure, of which the writer and the metrics know if it is damage. */
    private ViewException told(ViewException failure, ServedFile file) {
        if (failure instanceof DamagedViewException) {
            meter.damaged();
            DamageNote.of(file.path()).leave(failure);
        }
        return failure;
    }

    private void acquire() {
        requireOpen();
        if (permits.tryAcquire()) {
            return;
        }
        if (waiting.incrementAndGet() > config.pool().queue()) {
            waiting.decrementAndGet();
            throw overloaded(
                    "no place to wait for a connection: " + config.pool().queue() + " reads wait already");
        }
        long startNanos = System.nanoTime();
        try {
            if (!permits.tryAcquire(config.pool().timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw overloaded("no connection came free within "
                        + config.pool().timeout().toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded("interrupted while waiting for a connection");
        } finally {
            waiting.decrementAndGet();
            meter.waited(System.nanoTime() - startNanos);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ViewException("the reader of " + config.directory() + " is closed");
        }
    }

    private OverloadedException overloaded(String what) {
        meter.overloaded();
        return new OverloadedException(what + ": read less at once, or raise db.pool.size");
    }

    private ReadConnection take() {
        ServedFile file = current.get();
        for (ReadConnection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            if (connection.file().equals(file)) {
                return connection;
            }
            close(connection);
        }
        try {
            return ReadConnection.open(file, config, dictionaries);
        } catch (DamagedViewException e) {
            throw told(e, file);
        } catch (SQLException e) {
            return openSuccessor(file, e);
        }
    }

    /** A file that was there a moment ago may have been replaced and deleted meanwhile. */
    private ReadConnection openSuccessor(ServedFile file, SQLException cause) {
        ServedFile successor = current.look();
        if (successor.equals(file)) {
            current.requirePublished();
            throw told(Failures.of(cause, "open the view", file.path()), file);
        }
        try {
            return ReadConnection.open(successor, config, dictionaries);
        } catch (SQLException e) {
            throw told(Failures.of(e, "open the view", successor.path()), successor);
        }
    }

    static void close(ReadConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("closing a connection to {} failed", connection.file().path(), e);
        }
    }
}
