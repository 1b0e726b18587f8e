package dev.credence.bench.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.credence.bench.view.WrittenView;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.PatternAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an L1 hit costs in process, beside Caffeine alone with the same keys and values, in turns. One thread. */
final class HitCost {
    private static final int HOT = 500;
    private static final int KEYS = 16_384;
    private static final int ROUNDS = 600;
    private static final int WARM_UP_ROUNDS = 300;

    private final SplittableRandom random = new SplittableRandom(23);
    private final WrittenView view;
    private long used;

    HitCost(WrittenView view) {
        this.view = view;
    }

    /** Nanoseconds a read, the median of many rounds. */
    record Result(double cacheNanos, double caffeineNanos) {
        double ratio() {
            return cacheNanos / caffeineNanos;
        }
    }

    Result measure(PatternCache cache) {
        Cache<String, PatternAnswer> caffeine =
                Caffeine.newBuilder().maximumSize(1_000).build();
        for (int i = 0; i < HOT; i++) {
            caffeine.put(view.id(i), cache.answer(view.id(i)));
        }
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < ROUNDS + WARM_UP_ROUNDS; round++) {
            double alone = nanos(caffeine::getIfPresent);
            double whole = nanos(cache::cached);
            if (round >= WARM_UP_ROUNDS) {
                theirs.add(alone);
                ours.add(whole);
            }
        }
        if (used == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return new Result(median(ours), median(theirs));
    }

    /** Each key is a string that nobody has hashed yet, as it comes from a request. */
    private double nanos(Function<String, @Nullable PatternAnswer> get) {
        String[] keys = new String[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = new String(view.id(random.nextInt(HOT)).toCharArray());
        }
        long began = System.nanoTime();
        int found = 0;
        for (String key : keys) {
            if (get.apply(key) instanceof PatternAnswer.Found) {
                found++;
            }
        }
        long took = System.nanoTime() - began;
        if (found != KEYS) {
            throw new IllegalStateException(KEYS - found + " reads were no hits");
        }
        used += found;
        return (double) took / KEYS;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
