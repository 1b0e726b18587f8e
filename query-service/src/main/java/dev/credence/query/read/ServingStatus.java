package dev.credence.query.read;

import dev.credence.storage.ViewInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the owner of the process knows about its other roles, and this service cannot see. Thread-safe. */
public interface ServingStatus {
    /** Whether the process's other roles can work. Stays true when Kafka goes away: reads go on. */
    boolean rolesReady();

    /** How far the view is behind the log, in milliseconds; null if that is not known. */
    @Nullable
    Long behindMs();

    /** What keeps the view from being written at present, and what to do; null: nothing, or no view is written here. */
    default @Nullable String obstacle() {
        return null;
    }

    /** The same, told by the view's own file where nothing in this process knows; see {@link ViewInfo#behindMs}. */
    default @Nullable Long behindMs(ViewInfo view, long nowMs) {
        Long known = behindMs();
        return known == null ? view.behindMs(nowMs) : known;
    }

    /** What the process is. */
    ProcessInfo process();

    /** How soon records became readable; null if no view writer is here, or nothing became readable lately. */
    default @Nullable Freshness freshness() {
        return null;
    }

    /** Records refused and kept since the process began, by reason; null if no processor is here. */
    default @Nullable Map<String, Long> deadLetters() {
        return null;
    }

    /** What was encoded; null if no processor is here. */
    default @Nullable List<CodecBytes> codecs() {
        return null;
    }

    /** A process that has no other roles and knows nothing of the log. */
    static ServingStatus alone(ProcessInfo process) {
        return new ServingStatus() {
            @Override
            public ProcessInfo process() {
                return process;
            }

            @Override
            public boolean rolesReady() {
                return true;
            }

            @Override
            public @Nullable Long behindMs() {
                return null;
            }
        };
    }
}
