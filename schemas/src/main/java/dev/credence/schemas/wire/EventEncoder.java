package dev.credence.schemas.wire;

import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events in Confluent's wire format with the current schemas; does not check them. Thread-safe.
 *
 * <p>Avro's longs are zigzag varints, which {@link ByteWriter} writes; its floats and doubles are little-endian.
 */
public final class EventEncoder {
    private static final int NULL = 0;
    private static final int PRESENT = 1;

    private final int patternSchemaId;
    private final int confidenceSchemaId;
    private final int prioritySchemaId;

    /** Ids as the registry gave them for the subjects of the three event topics. */
    public EventEncoder(int patternSchemaId, int confidenceSchemaId, int prioritySchemaId) {
        this.patternSchemaId = patternSchemaId;
        this.confidenceSchemaId = confidenceSchemaId;
        this.prioritySchemaId = prioritySchemaId;
    }

    /** For the topic that the outcome's priority sends it to. */
    public byte[] encode(Outcome outcome) {
        ByteWriter out = new ByteWriter(96);
        WireFormat.header(out, outcome.priority().overtakes() ? prioritySchemaId : confidenceSchemaId);
        text(out, outcome.patternId());
        out.zigzag(EventSymbols.index(outcome.result()));
        real(out, outcome.weight());
        out.zigzag(outcome.occurredAtMs());
        optional(out, outcome.eventId());
        optional(out, outcome.source());
        out.zigzag(EventSymbols.index(outcome.priority()));
        return out.toBytes();
    }

    public byte[] encode(Pattern pattern) {
        ByteWriter out = new ByteWriter(256 + pattern.content().length());
        WireFormat.header(out, patternSchemaId);
        text(out, pattern.id());
        text(out, pattern.type());
        text(out, pattern.content());
        metadata(out, pattern.metadata());
        embedding(out, pattern.embedding());
        trajectory(out, pattern.trajectory());
        prior(out, pattern.prior());
        out.zigzag(EventSymbols.index(pattern.priority()));
        return out.toBytes();
    }

    private static void metadata(ByteWriter out, Map<String, String> metadata) {
        block(out, metadata.size());
        metadata.forEach((key, value) -> {
            text(out, key);
            text(out, value);
        });
        end(out);
    }

    private static void embedding(ByteWriter out, float @Nullable [] embedding) {
        if (embedding == null) {
            out.zigzag(NULL);
            return;
        }
        out.zigzag(PRESENT);
        block(out, embedding.length);
        for (float value : embedding) {
            out.fixed32(Integer.reverseBytes(Float.floatToRawIntBits(value)));
        }
        end(out);
    }

    private static void trajectory(ByteWriter out, @Nullable List<Step> trajectory) {
        if (trajectory == null) {
            out.zigzag(NULL);
            return;
        }
        out.zigzag(PRESENT);
        block(out, trajectory.size());
        for (Step step : trajectory) {
            step(out, step);
        }
        end(out);
    }

    private static void step(ByteWriter out, Step step) {
        out.zigzag(step.atMs());
        text(out, step.action());
        Double reward = step.reward();
        if (reward == null) {
            out.zigzag(NULL);
        } else {
            real(out.zigzag(PRESENT), reward);
        }
        block(out, step.state().length);
        for (double value : step.state()) {
            real(out, value);
        }
        end(out);
    }

    private static void prior(ByteWriter out, @Nullable Prior prior) {
        if (prior == null) {
            out.zigzag(NULL);
        } else {
            out.zigzag(PRESENT);
            real(out, prior.mean());
            real(out, prior.strength());
        }
    }

    private static void optional(ByteWriter out, @Nullable String text) {
        if (text == null) {
            out.zigzag(NULL);
        } else {
            text(out.zigzag(PRESENT), text);
        }
    }

    /** Arrays and maps are one block and an end; an empty one is the end alone. */
    private static void block(ByteWriter out, int items) {
        if (items > 0) {
            out.zigzag(items);
        }
    }

    private static void end(ByteWriter out) {
        out.zigzag(0);
    }

    private static void text(ByteWriter out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.zigzag(bytes.length).raw(bytes);
    }

    private static void real(ByteWriter out, double value) {
        out.fixed64(Long.reverseBytes(Double.doubleToRawLongBits(value)));
    }
}
