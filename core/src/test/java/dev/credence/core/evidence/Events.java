package dev.credence.core.evidence;

import dev.credence.core.model.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Seeded outcomes of one pattern, for tests: clustered and far apart, light and heavy. */
record Events(long halfLifeMs, List<Event> list) {
    record Event(Result result, double weight, long atMs) {}

    static Events seeded(long seed) {
        Random random = new Random(seed);
        long halfLife = HalfLives.MIN_MS + (long) (Math.pow(10, random.nextDouble() * 7) * 1000);
        long span = halfLife * (1 + random.nextInt(120));
        double successShare = random.nextDouble();
        List<Event> list = new ArrayList<>();
        int size = 1 + random.nextInt(120);
        for (int i = 0; i < size; i++) {
            list.add(new Event(
                    random.nextDouble() < successShare ? Result.SUCCESS : Result.FAILURE,
                    random.nextInt(3) == 0 ? Math.min(1000, Math.pow(10, random.nextDouble() * 7 - 4)) : 1.0,
                    (long) (random.nextDouble() * span)));
        }
        return new Events(halfLife, list);
    }

    Events shuffled(long seed) {
        List<Event> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, new Random(seed));
        return new Events(halfLifeMs, shuffled);
    }

    Evidence fold() {
        return fold(0, list.size());
    }

    Evidence fold(int from, int to) {
        Evidence evidence = new Evidence(halfLifeMs);
        list.subList(from, to).forEach(e -> evidence.fold(e.result(), e.weight(), e.atMs()));
        return evidence;
    }
}
