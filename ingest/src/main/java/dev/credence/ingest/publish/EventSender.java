package dev.credence.ingest.publish;

import dev.credence.core.model.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * How events of one kind are published.
 *
 * @param <T> the kind
 */
@FunctionalInterface
public interface EventSender<T> {
    void send(T event, @Nullable TraceParent trace, PublishCallback callback);
}
