package dev.credence.cli.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's keys that Credence sets itself, because its exactness rests on them or because they follow from a key of its
 * own. Setting one to the value that it has is no error.
 */
final class FixedKeys {
    /** Values that change nothing, and what is said of others. */
    private record Fixed(Set<String> same, String reason) {
        static Fixed to(String value, String reason) {
            return new Fixed(Set.of(value), "is fixed to " + value + ", because " + reason + ": remove it");
        }

        static Fixed never(String reason) {
            return new Fixed(Set.of(), reason);
        }

        static Fixed use(Key key) {
            return never("follows from " + key.key() + ": set that instead");
        }
    }

    private static final Fixed BYTES =
            Fixed.never("is fixed, because events are decoded by Credence, whatever bytes they are: remove it");
    private static final Fixed HANDLER = Fixed.never(
            "is fixed, because a handler that goes on loses events; what cannot be used is dead-lettered: remove it");
    private static final Fixed ONE_COMMIT =
            Fixed.never("is fixed, because rows, ledger and offsets are one transaction of its own: remove it");
    private static final Fixed INSTANCE =
            Fixed.never("is fixed, because a processor knows its place again by its data directory: remove it");

    private static final Map<String, Fixed> FIXED = Map.ofEntries(
            Map.entry("bootstrap.servers", Fixed.use(Key.BOOTSTRAP_SERVERS)),
            Map.entry("application.id", Fixed.use(Key.APPLICATION_ID)),
            Map.entry("group.id", Fixed.use(Key.APPLICATION_ID)),
            Map.entry("state.dir", Fixed.use(Key.DATA_DIR)),
            Map.entry("commit.interval.ms", Fixed.use(Key.WINDOW_MS)),
            Map.entry("auto.commit.interval.ms", Fixed.use(Key.WINDOW_MS)),
            Map.entry("transaction.timeout.ms", Fixed.use(Key.WINDOW_MS)),
            Map.entry("poll.ms", Fixed.use(Key.WINDOW_IDLE_MS)),
            Map.entry("statestore.cache.max.bytes", Fixed.use(Key.EVIDENCE_CACHE_ROWS)),
            Map.entry("cache.max.bytes.buffering", Fixed.use(Key.EVIDENCE_CACHE_ROWS)),
            Map.entry(
                    "processing.guarantee", Fixed.to("exactly_once_v2", "without it events are lost or counted twice")),
            Map.entry("isolation.level", Fixed.to("read_committed", "the view would show what is undone")),
            Map.entry("auto.offset.reset", Fixed.to("none", "reading from elsewhere counts twice, or skips")),
            Map.entry("enable.auto.commit", Fixed.to("false", "offsets are committed with what they stand for")),
            Map.entry(
                    "acks", new Fixed(Set.of("all", "-1"), "is fixed to all, because receipts rest on it: remove it")),
            Map.entry("enable.idempotence", Fixed.to("true", "a send that is repeated would count twice")),
            Map.entry("check.crcs", Fixed.to("true", "damage on the way would be stored")),
            Map.entry("allow.auto.create.topics", Fixed.to("false", "topics need settings: `credence topics create`")),
            Map.entry("transactional.id", ONE_COMMIT),
            Map.entry("group.instance.id", INSTANCE),
            Map.entry(
                    "group.protocol", Fixed.to("classic", "the others have no static members, who come back at once")),
            Map.entry("key.serializer", BYTES),
            Map.entry("value.serializer", BYTES),
            Map.entry("key.deserializer", BYTES),
            Map.entry("value.deserializer", BYTES),
            Map.entry("default.key.serde", BYTES),
            Map.entry("default.value.serde", BYTES),
            Map.entry("default.timestamp.extractor", BYTES),
            Map.entry("deserialization.exception.handler", HANDLER),
            Map.entry("default.deserialization.exception.handler", HANDLER),
            Map.entry("processing.exception.handler", HANDLER),
            Map.entry("production.exception.handler", HANDLER),
            Map.entry("default.production.exception.handler", HANDLER),
            Map.entry("topic.cleanup.policy", Fixed.to("compact", "the changelog holds what cannot be had elsewhere")));

    /** What the processor's producer needs; a publisher's may have others. */
    private static final Map<String, Fixed> FIXED_IN_STREAMS = Map.of(
            "max.block.ms",
            Fixed.never("is fixed in the processor, because a commit that gives up loses what was polled: remove it"),
            "max.request.size",
            Fixed.never("is fixed in the processor, because each row it may have to write must fit: remove it"));

    private FixedKeys() {}

    /** Whether {@code name}, without {@code kafka.}, is one that Credence sets. */
    static boolean isFixed(String name) {
        return of(name) != null;
    }

    /** Why {@code name} cannot be {@code value}: the end of a sentence that begins with the key. */
    static Optional<String> refusal(String name, String value) {
        Fixed fixed = of(name);
        return fixed == null || fixed.same().contains(value) ? Optional.empty() : Optional.of(fixed.reason());
    }

    private static @Nullable Fixed of(String name) {
        String bare = KafkaNames.bare(name);
        Fixed fixed = FIXED.get(bare);
        return fixed == null && name.startsWith("streams.") ? FIXED_IN_STREAMS.get(bare) : fixed;
    }
}
