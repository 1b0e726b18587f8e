package dev.credence.bench.micro;

import dev.credence.bench.view.Texts;
import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.Origin;
import dev.credence.core.body.StoredBody;
import dev.credence.core.model.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Patterns of about a kilobyte of text to their stored form and back; encoding decodes and compares. */
@State(Scope.Thread)
public class BodyMicro {
    private static final int PATTERNS = 256;

    private final BodyCodec codec = new BodyCodec(6);
    private final StoredBody[] bodies = new StoredBody[PATTERNS];
    private final Pattern[] patterns = new Pattern[PATTERNS];
    private int at;

    /** Makes the patterns. */
    public BodyMicro() {
        Texts texts = new Texts(29);
        for (int i = 0; i < PATTERNS; i++) {
            bodies[i] = texts.of(i);
            patterns[i] = BodyCodec.decode("any", bodies[i]);
        }
    }

    @Benchmark
    public StoredBody encode() {
        return codec.encode(patterns[next()], new Origin(1_000, 0, 1), 1_000);
    }

    @Benchmark
    public Pattern decode() {
        return BodyCodec.decode("any", bodies[next()]);
    }

    private int next() {
        return at++ & (PATTERNS - 1);
    }
}
