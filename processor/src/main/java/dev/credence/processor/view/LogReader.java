package dev.credence.processor.view;

import dev.credence.storage.WriteBatch.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumer, at the positions of a view. Confined to the reading thread, {@link #wake} apart. */
final class LogReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private boolean closed;

    LogReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Goes to {@code positions}, with their epochs, so that a truncated log is noticed. */
    void seek(Collection<Position> positions) {
        List<TopicPartition> partitions = new ArrayList<>();
        positions.forEach(position -> partitions.add(partition(position)));
        consumer.assign(partitions);
        for (Position position : positions) {
            Optional<Integer> epoch =
                    position.leaderEpoch() < 0 ? Optional.empty() : Optional.of(position.leaderEpoch());
            consumer.seek(partition(position), new OffsetAndMetadata(position.offset(), epoch, ""));
        }
    }

    /**
     * The next records; none when woken up or while the cluster does not answer.
     *
     * @throws BeginAgainException if the log no longer has the position
     */
    ConsumerRecords<byte[], byte[]> poll(Duration wait) {
        try {
            return consumer.poll(wait);
        } catch (LogTruncationException truncated) {
            throw new BeginAgainException("the log was truncated below what was read: " + truncated.getMessage());
        } catch (InvalidOffsetException gone) {
            throw new BeginAgainException("the log no longer has the position: " + gone.getMessage());
        } catch (WakeupException woken) {
            return ConsumerRecords.empty();
        } catch (RetriableException retried) {
            LOG.debug("poll", retried);
            return ConsumerRecords.empty();
        }
    }

    /** Returns none of {@code partitions} until they are held no more. */
    void hold(Collection<TopicPartition> partitions) {
        Set<TopicPartition> free = new HashSet<>(consumer.paused());
        free.removeAll(partitions);
        consumer.resume(free);
        consumer.pause(partitions);
    }

    /** Decided records that were not returned yet, as the last answer of the partition's leader had it. */
    OptionalLong lag(TopicPartition partition) {
        return consumer.currentLag(partition);
    }

    /** From any thread: makes a waiting {@link #poll} return. */
    synchronized void wake() {
        if (!closed) {
            consumer.wakeup();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        consumer.close(CloseOptions.timeout(CLOSE));
    }

    private static TopicPartition partition(Position position) {
        return new TopicPartition(position.topic(), position.partition());
    }
}
