package dev.credence.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/** The current version of the two contracts. */
public final class EventSchemas {
    private static final Schema PATTERN = load("PatternEvent");
    private static final Schema CONFIDENCE = load("ConfidenceEvent");

    private EventSchemas() {}

    public static Schema pattern() {
        return PATTERN;
    }

    public static Schema confidence() {
        return CONFIDENCE;
    }

    private static Schema load(String name) {
        String file = "/avro/" + name + ".avsc";
        try (InputStream in = EventSchemas.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path; build the schemas module again");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
