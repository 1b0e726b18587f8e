package dev.credence.bench.hostile;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.schemas.wire.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Seeded records for the three event topics: the same seed gives the same records, times apart. One thread. */
public final class HostileRecords {
    private static final int IDS = 1_000;
    private static final int HUGE_BYTES = 900_000;
    private static final int ONE_HUGE_OF = 10_000;
    private static final Harm[] HARMS = Harm.values();
    private static final double[] WEIGHTS = {
        0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, 1000.0001, -Double.MIN_VALUE
    };
    /** Some of them allowed, and hard to age. */
    private static final long[] TIMES = {0, 1, -1, 4_070_908_800_000L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53};

    private static final String[] BAD_IDS = {
        "",
        " ",
        "-p",
        ".",
        "!ledger/credence.confidence",
        "a b",
        "p\n1",
        "ä",
        "p\u0000",
        "x".repeat(129),
        "../etc",
        "😀"
    };

    private final TopicCatalogue topics;
    private final EventEncoder encoder;
    private final SplittableRandom random;

    public HostileRecords(TopicCatalogue topics, EventEncoder encoder, long seed) {
        this.topics = topics;
        this.encoder = encoder;
        this.random = new SplittableRandom(seed);
    }

    /** The pattern of the next records' ids, {@code index} in [0, {@link #patterns}). */
    public ProducerRecord<byte[], byte[]> pattern(int index) {
        Pattern pattern = Pattern.ofText("h" + index, "hostile", "Number " + index + " among enemies.");
        return record(topics.patterns(), pattern.id(), encoder.encode(pattern));
    }

    /** How many ids have a pattern. */
    public int patterns() {
        return IDS;
    }

    public ProducerRecord<byte[], byte[]> next() {
        if (random.nextInt(ONE_HUGE_OF) == 0) {
            return huge();
        }
        Harm harm = HARMS[random.nextInt(HARMS.length - 1)];
        return switch (harm) {
            case NONE, HUGE -> outcome(sound());
            case RANDOM_BYTES -> record(anyTopic(), id(), bytes(random.nextInt(200)));
            case TRUNCATED -> cut(anyEvent());
            case TRAILING_BYTES -> trailed(anyEvent());
            case FLIPPED_BIT -> flipped(anyEvent());
            case WRONG_MAGIC -> patched(anyEvent(), 0, 1 + random.nextInt(255));
            case UNKNOWN_SCHEMA -> patched(anyEvent(), 3, 1 + random.nextInt(3));
            case SCHEMA_OF_THE_OTHER_EVENT -> record(topics.patterns(), id(), encoder.encode(sound()));
            case NO_KEY -> keyed(anyEvent(), null);
            case OTHER_KEY -> keyed(anyEvent(), bytes(random.nextInt(130)));
            case BAD_ID -> badId();
            case BAD_WEIGHT -> outcome(weighing(WEIGHTS[random.nextInt(WEIGHTS.length)]));
            case BAD_TIME -> outcome(at(TIMES[random.nextInt(TIMES.length)]));
            case BAD_TEXT -> badText();
            case CLAIMED_LENGTH -> claimedLength();
            case MANY_BLOCKS -> manyBlocks();
            case NOT_A_NUMBER_IN_A_VECTOR -> vector();
            case BAD_PRIOR -> prior();
            case TOMBSTONE -> record(anyTopic(), random.nextBoolean() ? id() : badIdText(), null);
            case OUTCOME_BEFORE_ITS_PATTERN -> outcome(of("early" + random.nextInt(IDS), 1.0, now(), null));
            case REPEATED_EVENT_ID -> outcome(of(id(), 1.0, now(), "event-" + random.nextInt(100)));
        };
    }

    private ProducerRecord<byte[], byte[]> anyEvent() {
        return random.nextInt(4) == 0 ? full() : outcome(sound());
    }

    private ProducerRecord<byte[], byte[]> full() {
        return pattern(new Pattern(
                id(),
                "hostile",
                "What was learned: " + random.nextInt(),
                Map.of("k", "v", "seed", Integer.toString(random.nextInt())),
                new float[] {random.nextInt(), 1.5f, -0f},
                List.of(new Step(now(), "edit", 0.5, new double[] {1, 2.5})),
                new Prior(0.6, 4),
                Priority.LOW));
    }

    private ProducerRecord<byte[], byte[]> badId() {
        String id = badIdText();
        return random.nextBoolean()
                ? outcome(of(id, 1.0, now(), null))
                : pattern(Pattern.ofText(id, "hostile", "An id that is none."));
    }

    private ProducerRecord<byte[], byte[]> badText() {
        String text = random.nextBoolean() ? "\u0000".repeat(257) : "x".repeat(random.nextInt(2_000));
        return random.nextBoolean()
                ? outcome(of(id(), 1.0, now(), text))
                : pattern(Pattern.ofText(id(), text, "A type that may be none."));
    }

    /** An array, or a text, of more than there is. */
    private ProducerRecord<byte[], byte[]> claimedLength() {
        byte[] value = Arrays.copyOf(encoder.encode(sound()), 20);
        Arrays.fill(value, 5, 14, (byte) 0xFF);
        value[14] = (byte) (1 + random.nextInt(2));
        return record(topics.confidence(), id(), value);
    }

    /** As deep as the schema goes: steps by the thousand. */
    private ProducerRecord<byte[], byte[]> manyBlocks() {
        Step step = new Step(now(), "s", null, new double[] {random.nextDouble()});
        Step[] steps = new Step[random.nextInt(300)];
        Arrays.fill(steps, step);
        return pattern(new Pattern(id(), "hostile", "Steps.", Map.of(), null, List.of(steps), null, Priority.MEDIUM));
    }

    private ProducerRecord<byte[], byte[]> vector() {
        float[] numbers = new float[random.nextInt(5)];
        Arrays.fill(numbers, random.nextBoolean() ? Float.NaN : Float.NEGATIVE_INFINITY);
        return pattern(new Pattern(id(), "hostile", "A vector.", Map.of(), numbers, null, null, Priority.MEDIUM));
    }

    private ProducerRecord<byte[], byte[]> prior() {
        Prior prior = new Prior(random.nextInt(3) - 1, WEIGHTS[random.nextInt(WEIGHTS.length)]);
        return pattern(new Pattern(id(), "hostile", "A prior.", Map.of(), null, null, prior, Priority.MEDIUM));
    }

    private ProducerRecord<byte[], byte[]> huge() {
        return switch (random.nextInt(3)) {
            case 0 -> record(anyTopic(), id(), bytes(HUGE_BYTES));
            case 1 -> pattern(Pattern.ofText(id(), "hostile", "x".repeat(HUGE_BYTES)));
            default ->
                pattern(new Pattern(
                        id(), "hostile", "Huge.", Map.of(), new float[HUGE_BYTES / 4], null, null, Priority.MEDIUM));
        };
    }

    private ProducerRecord<byte[], byte[]> cut(ProducerRecord<byte[], byte[]> whole) {
        return record(whole, Arrays.copyOf(whole.value(), random.nextInt(whole.value().length)));
    }

    private ProducerRecord<byte[], byte[]> trailed(ProducerRecord<byte[], byte[]> whole) {
        return record(whole, Arrays.copyOf(whole.value(), whole.value().length + 1 + random.nextInt(50)));
    }

    private ProducerRecord<byte[], byte[]> flipped(ProducerRecord<byte[], byte[]> whole) {
        byte[] value = whole.value().clone();
        int bit = random.nextInt(value.length * 8);
        value[bit / 8] ^= (byte) (1 << bit % 8);
        return record(whole, value);
    }

    private static ProducerRecord<byte[], byte[]> patched(ProducerRecord<byte[], byte[]> whole, int at, int with) {
        byte[] value = whole.value().clone();
        value[at] = (byte) with;
        return record(whole, value);
    }

    private static ProducerRecord<byte[], byte[]> record(ProducerRecord<byte[], byte[]> like, byte[] value) {
        return new ProducerRecord<>(like.topic(), like.key(), value);
    }

    @SuppressWarnings("NullAway") // Kafka takes a record without a key
    private static ProducerRecord<byte[], byte[]> keyed(ProducerRecord<byte[], byte[]> like, byte @Nullable [] key) {
        return new ProducerRecord<>(like.topic(), key, like.value());
    }

    private ProducerRecord<byte[], byte[]> outcome(Outcome outcome) {
        return record(topics.confidenceFor(outcome.priority()), outcome.patternId(), encoder.encode(outcome));
    }

    private ProducerRecord<byte[], byte[]> pattern(Pattern pattern) {
        return record(topics.patterns(), pattern.id(), encoder.encode(pattern));
    }

    @SuppressWarnings("NullAway") // Kafka takes a record without a value
    private static ProducerRecord<byte[], byte[]> record(String topic, String id, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value);
    }

    private Outcome sound() {
        return weighing(1 + random.nextInt(9));
    }

    private Outcome weighing(double weight) {
        return of(id(), weight, now() - random.nextLong(90L * 86_400_000), null);
    }

    private Outcome at(long occurredAtMs) {
        return of(id(), 1.0, occurredAtMs, null);
    }

    private Outcome of(String id, double weight, long occurredAtMs, @Nullable String eventId) {
        Result result = random.nextInt(3) == 0 ? Result.FAILURE : Result.SUCCESS;
        Priority priority = random.nextInt(20) == 0 ? Priority.CRITICAL : Priority.MEDIUM;
        return new Outcome(id, result, weight, occurredAtMs, eventId, null, priority);
    }

    private String anyTopic() {
        List<String> all = topics.sources();
        return all.get(random.nextInt(all.size()));
    }

    private String id() {
        return "h" + random.nextInt(IDS);
    }

    private String badIdText() {
        return BAD_IDS[random.nextInt(BAD_IDS.length)];
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
