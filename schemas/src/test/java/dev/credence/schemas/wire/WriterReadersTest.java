package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.model.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class WriterReadersTest {
    private static final long SECOND = 1_000_000_000L;

    private final Map<Integer, Schema> registered = new HashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND / 2); // nanoTime may overflow
    private final WriterReaders<Outcome> readers = new WriterReaders<>(EventKind.OUTCOME, this::lookup, now::get);

    @Test
    void shouldAskOnceWhenAnIdIsKnown() {
        registered.put(3, EventSchemas.confidence());
        registered.put(4, EventSchemas.pattern());
        for (int i = 0; i < 10; i++) {
            assertThat(readers.byId(3).reader()).isNotNull();
            assertThat(reason(4)).isEqualTo("schema-mismatch");
        }
        assertThat(questions).hasValue(2);
    }

    @Test
    void shouldAskAgainAfterASecondWhenAnIdIsUnknown() {
        for (int i = 0; i < 10; i++) {
            assertThat(reason(5)).isEqualTo("unknown-schema");
        }
        assertThat(questions).hasValue(1);
        registered.put(5, EventSchemas.confidence());
        assertThat(reason(5)).isEqualTo("unknown-schema");
        now.addAndGet(SECOND);
        assertThat(readers.byId(5).reader()).isSameAs(EventKind.OUTCOME.current());
        assertThat(questions).hasValue(2);
    }

    @Test
    void shouldForgetTheOldestWhenIdsFlood() {
        for (int id = 0; id < 3 * WriterReaders.MOST_IDS; id++) {
            assertThat(reason(id)).isEqualTo("unknown-schema");
        }
        int before = questions.get();
        assertThat(reason(3 * WriterReaders.MOST_IDS - 1)).isEqualTo("unknown-schema");
        assertThat(questions).hasValue(before);
        assertThat(reason(0)).isEqualTo("unknown-schema");
        assertThat(questions).hasValue(before + 1);
    }

    @Test
    void shouldRememberWhenASchemaIsNotAvro() {
        WriterReaders<Outcome> unusable = new WriterReaders<>(
                EventKind.OUTCOME,
                id -> {
                    questions.incrementAndGet();
                    throw new UnusableSchemaException("schema 6 is not Avro");
                },
                now::get);
        for (int i = 0; i < 3; i++) {
            now.addAndGet(2 * SECOND);
            WriterReaders.Found<Outcome> found = unusable.byId(6);
            assertThat(found.refusal()).isNotNull();
            assertThat(found.reader()).isNull();
        }
        assertThat(questions).hasValue(1);
    }

    private Schema lookup(int id) {
        questions.incrementAndGet();
        Schema schema = registered.get(id);
        if (schema == null) {
            throw new UnknownSchemaException(id);
        }
        return schema;
    }

    private String reason(int id) {
        WriterReaders.Found<Outcome> found = readers.byId(id);
        return found.refusal() == null ? "reader" : found.refusal().reason().code();
    }
}
