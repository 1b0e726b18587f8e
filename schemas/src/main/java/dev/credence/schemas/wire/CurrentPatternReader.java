package dev.credence.schemas.wire;

import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The current schema's patterns, field by field. */
final class CurrentPatternReader implements BodyReader<Pattern> {
    @Override
    public Pattern read(AvroInput in) {
        return new Pattern(
                in.readString(),
                in.readString(),
                in.readString(),
                metadata(in),
                in.isPresent() ? floats(in) : null,
                in.isPresent() ? steps(in) : null,
                in.isPresent() ? new Prior(in.readDouble(), in.readDouble()) : null,
                EventSymbols.priority(in.readEnum()));
    }

    private static Map<String, String> metadata(AvroInput in) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (long items = in.readMapStart(); items > 0; items = in.mapNext()) {
            for (long i = 0; i < items; i++) {
                String key = in.readString();
                metadata.put(key, in.readString());
            }
        }
        return metadata;
    }

    private static List<Step> steps(AvroInput in) {
        List<Step> steps = new ArrayList<>();
        for (long items = in.readArrayStart(); items > 0; items = in.arrayNext()) {
            for (long i = 0; i < items; i++) {
                steps.add(
                        new Step(in.readLong(), in.readString(), in.isPresent() ? in.readDouble() : null, doubles(in)));
            }
        }
        return steps;
    }

    private static float[] floats(AvroInput in) {
        float[] values = {};
        int size = 0;
        for (long items = in.readArrayStart(); items > 0; items = in.arrayNext()) {
            int end = in.roomFor(items, Float.BYTES, size);
            if (end > values.length) {
                values = Arrays.copyOf(values, Math.max(end, 2 * size));
            }
            while (size < end) {
                values[size++] = in.readFloat();
            }
        }
        return size == values.length ? values : Arrays.copyOf(values, size);
    }

    private static double[] doubles(AvroInput in) {
        double[] values = {};
        int size = 0;
        for (long items = in.readArrayStart(); items > 0; items = in.arrayNext()) {
            int end = in.roomFor(items, Double.BYTES, size);
            if (end > values.length) {
                values = Arrays.copyOf(values, Math.max(end, 2 * size));
            }
            while (size < end) {
                values[size++] = in.readDouble();
            }
        }
        return size == values.length ? values : Arrays.copyOf(values, size);
    }
}
