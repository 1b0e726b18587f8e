package dev.credence.bench.micro;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.credence.bench.stack.Stack;
import dev.credence.bench.view.WrittenView;
import dev.credence.cli.runtime.Logs;
import dev.credence.query.cache.CacheConfig;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.PatternAnswer;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hits in the first level, beside Caffeine alone with the same keys and values. */
@State(Scope.Thread)
public class HitMicro {
    private static final int HOT = 500;
    private static final int KEYS = 16_384;

    private final SplittableRandom random = new SplittableRandom(23);
    private final Path directory = temporary();
    private final WrittenView view = new WrittenView(directory.resolve("view"), HOT);
    private final ViewReader reader = view.openReader();
    private final PatternCache cache = PatternCache.open(
            CacheConfig.defaults().withWarmUp(false), reader, new SimpleMeterRegistry(), InstantSource.system());
    private final Cache<String, PatternAnswer> caffeine =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final String[] keys = new String[KEYS];

    /** Reads every pattern once. */
    public HitMicro() {
        for (int i = 0; i < HOT; i++) {
            caffeine.put(view.id(i), cache.answer(view.id(i)));
        }
    }

    /** Each key is a string that nobody has hashed yet, as it comes from a request. */
    @Setup(Level.Invocation)
    public void freshKeys() {
        for (int i = 0; i < KEYS; i++) {
            keys[i] = new String(view.id(random.nextInt(HOT)).toCharArray());
        }
    }

    @Benchmark
    @OperationsPerInvocation(KEYS)
    public int hit() {
        return allFound(cache::cached);
    }

    @Benchmark
    @OperationsPerInvocation(KEYS)
    public int hitOfCaffeine() {
        return allFound(caffeine::getIfPresent);
    }

    @TearDown
    public void close() throws IOException {
        cache.close();
        reader.close();
        view.close();
        Stack.delete(directory);
    }

    private int allFound(Function<String, @Nullable PatternAnswer> get) {
        int found = 0;
        for (String key : keys) {
            if (get.apply(key) instanceof PatternAnswer.Found) {
                found++;
            }
        }
        if (found != KEYS) {
            throw new IllegalStateException(KEYS - found + " reads were no hits");
        }
        return found;
    }

    /** The first thing that this JVM does: it is not the one of the command. */
    private static Path temporary() {
        Logs.toConsole();
        try {
            return Files.createTempDirectory("credence-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
