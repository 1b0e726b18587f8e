package dev.credence.bench.live;

import dev.credence.storage.PatternRow;
import dev.credence.storage.ViewReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at the view's ledger while outcomes flow: when it showed how many. */
final class Shown implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long AT_MOST_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final int CHUNK = 10_000;

    private final ViewReader view;
    private final FutureTask<List<Step>> looking = new FutureTask<>(this::look);
    private volatile boolean ended;

    /** From then on so many were readable. */
    private record Step(long nanos, long outcomes) {}

    Shown(ViewReader view) {
        this.view = view;
        Thread thread = new Thread(looking, "bench-shown");
        thread.setDaemon(true);
        thread.start();
    }

    /** Outcomes that became readable each second, from the first step that was seen to the last; ends the looking. */
    double perSecond() throws Exception {
        ended = true;
        List<Step> steps = looking.get();
        Step first = steps.get(0);
        Step last = steps.get(steps.size() - 1);
        return (last.outcomes - first.outcomes) / ((last.nanos - first.nanos) / 1e9);
    }

    private List<Step> look() {
        List<Step> steps = new ArrayList<>();
        long before = consumed(view);
        while (!ended) {
            long now = consumed(view);
            if (now != before) {
                steps.add(new Step(System.nanoTime(), now));
                before = now;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return steps;
    }

    /** Returns when so many are readable. */
    static void await(ViewReader view, long outcomes) {
        long began = System.nanoTime();
        while (consumed(view) < outcomes) {
            if (System.nanoTime() - began > AT_MOST_NANOS) {
                throw new IllegalStateException("of " + outcomes + " outcomes " + consumed(view)
                        + " were readable two minutes after the last was published");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** How many patterns do not count exactly what was published of them. */
    static long differing(ViewReader view, Flow flow) {
        Map<String, Long> counted = new HashMap<>();
        List<String> ids = List.of(flow.ids());
        for (int from = 0; from < ids.size(); from += CHUNK) {
            for (PatternRow row : view.getAll(ids.subList(from, Math.min(ids.size(), from + CHUNK)))) {
                counted.put(row.id(), row.outcomes());
            }
        }
        long differing = 0;
        for (int rank = 0; rank < ids.size(); rank++) {
            if (counted.getOrDefault(ids.get(rank), 0L) != flow.published(rank)) {
                differing++;
            }
        }
        return differing;
    }

    private static long consumed(ViewReader view) {
        return view.ledger().stream().mapToLong(entry -> entry.row().consumed()).sum();
    }

    @Override
    public void close() {
        ended = true;
    }
}
