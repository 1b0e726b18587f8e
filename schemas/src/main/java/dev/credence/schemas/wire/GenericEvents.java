package dev.credence.schemas.wire;

import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;
import dev.credence.core.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** From Avro's generic records, already resolved to the current schemas, to core's records. */
final class GenericEvents {
    private GenericEvents() {}

    static Outcome outcome(GenericRecord event) {
        return new Outcome(
                text(event.get("pattern_id")),
                Result.valueOf(text(event.get("outcome"))),
                (Double) event.get("weight"),
                (Long) event.get("occurred_at"),
                optional(event.get("event_id")),
                optional(event.get("source")),
                priority(event));
    }

    static Pattern pattern(GenericRecord event) {
        return new Pattern(
                text(event.get("id")),
                text(event.get("type")),
                text(event.get("content")),
                metadata((Map<?, ?>) event.get("metadata")),
                embedding((List<?>) event.get("embedding")),
                trajectory((List<?>) event.get("trajectory")),
                prior((GenericRecord) event.get("prior")),
                priority(event));
    }

    private static Priority priority(GenericRecord event) {
        return Priority.valueOf(text(event.get("priority")));
    }

    private static Map<String, String> metadata(Map<?, ?> map) {
        Map<String, String> metadata = new LinkedHashMap<>();
        map.forEach((key, value) -> metadata.put(text(key), text(value)));
        return metadata;
    }

    private static float @Nullable [] embedding(@Nullable List<?> list) {
        if (list == null) {
            return null;
        }
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Float) list.get(i);
        }
        return values;
    }

    private static @Nullable List<Step> trajectory(@Nullable List<?> list) {
        if (list == null) {
            return null;
        }
        List<Step> steps = new ArrayList<>(list.size());
        for (Object item : list) {
            steps.add(step((GenericRecord) item));
        }
        return steps;
    }

    private static Step step(GenericRecord step) {
        List<?> list = (List<?>) step.get("state");
        double[] state = new double[list.size()];
        for (int i = 0; i < state.length; i++) {
            state[i] = (Double) list.get(i);
        }
        return new Step((Long) step.get("at"), text(step.get("action")), (Double) step.get("reward"), state);
    }

    private static @Nullable Prior prior(@Nullable GenericRecord prior) {
        return prior == null ? null : new Prior((Double) prior.get("mean"), (Double) prior.get("strength"));
    }

    private static @Nullable String optional(@Nullable Object text) {
        return text == null ? null : text.toString();
    }

    private static String text(Object text) {
        return text.toString();
    }
}
