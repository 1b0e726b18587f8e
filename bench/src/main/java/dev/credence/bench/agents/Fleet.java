package dev.credence.bench.agents;

import dev.credence.bench.load.Zipf;
import dev.credence.client.CredenceClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;

/** Agents that read 90 times, store 5 times and report 5 times of a hundred, each as fast as it is answered. */
final class Fleet {
    private static final int STORES_PERCENT = 5;
    private static final int OUTCOMES_PERCENT = 5;
    private static final int CHECK_CLOCK_EVERY = 64;

    private final CredenceClient client;
    private final Memory memory;
    private final int agents;
    private final Zipf zipf;

    Fleet(CredenceClient client, Memory memory, int agents) {
        this.client = client;
        this.memory = memory;
        this.agents = agents;
        this.zipf = new Zipf(memory.size(), 1.0, new SplittableRandom(1));
    }

    /**
     * What was done, in operations that were answered or are to be acknowledged.
     *
     * @param misses reads that found nothing; in no other figure
     */
    record Done(long reads, long stores, long outcomes, long misses) {
        long operations() {
            return reads + stores + outcomes;
        }

        Done and(Done other) {
            return new Done(
                    reads + other.reads, stores + other.stores, outcomes + other.outcomes, misses + other.misses);
        }
    }

    /** Works for so long. */
    Done work(Duration time, long seed) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<FutureTask<Done>> tasks = new ArrayList<>();
        for (int agent = 0; agent < agents; agent++) {
            int number = agent;
            FutureTask<Done> task = new FutureTask<>(() -> agent(number, end, new SplittableRandom(seed + number)));
            Thread thread = new Thread(task, "bench-agent-" + agent);
            thread.setDaemon(true);
            thread.start();
            tasks.add(task);
        }
        Done all = new Done(0, 0, 0, 0);
        for (FutureTask<Done> task : tasks) {
            all = all.and(task.get());
        }
        return all;
    }

    private Done agent(int number, long end, SplittableRandom random) {
        Zipf own = zipf.drawnFrom(random.split());
        long reads = 0;
        long stores = 0;
        long outcomes = 0;
        long misses = 0;
        for (long i = 1; i % CHECK_CLOCK_EVERY != 0 || System.nanoTime() < end; i++) {
            int pattern = own.next();
            int choice = random.nextInt(100);
            if (choice < STORES_PERCENT) {
                memory.store(client, own(pattern, number));
                stores++;
            } else if (choice < STORES_PERCENT + OUTCOMES_PERCENT) {
                memory.report(client, own(pattern, number), random.nextInt(10) < 7);
                outcomes++;
            } else if (client.getPattern(memory.id(pattern)).isPresent()) {
                reads++;
            } else {
                misses++;
            }
        }
        return new Done(reads, stores, outcomes, misses);
    }

    /** The pattern nearby that this agent alone writes, so that it is known what was written last. */
    private int own(int pattern, int number) {
        int own = pattern - pattern % agents + number;
        return own < memory.size() ? own : number;
    }
}
