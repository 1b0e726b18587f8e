package dev.credence.bench.stale;

import dev.credence.bench.load.Zipf;
import dev.credence.bench.view.WrittenView;
import dev.credence.query.cache.PatternCache;
import dev.credence.query.read.PatternAnswer;
import dev.credence.query.read.PatternAnswer.Found;
import dev.credence.storage.SourceOffset;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Reads through the cache, and judges each answer: from the moment in which a commit is seen, no read that begins may miss
 * what it wrote.
 */
final class Reading implements Callable<Reading.Verdict> {
    private static final int FLICKERING_OF_HUNDRED = 10;

    private final WrittenView view;
    private final PatternCache cache;
    private final Writing writing;
    private final long reads;
    private final Zipf zipf;
    private final SplittableRandom random;

    /**
     * @param judged reads before which a commit was seen that had something to demand of them
     * @param stale those of them that missed it
     * @param first what the first stale one was; empty if there is none
     */
    record Verdict(long reads, long judged, long stale, String first) {
        Verdict plus(Verdict other) {
            return new Verdict(
                    reads + other.reads,
                    judged + other.judged,
                    stale + other.stale,
                    first.isEmpty() ? other.first : first);
        }
    }

    /** @param reads how many to judge */
    Reading(WrittenView view, PatternCache cache, Writing writing, long reads, long seed) {
        this.view = view;
        this.cache = cache;
        this.writing = writing;
        this.reads = reads;
        this.random = new SplittableRandom(seed);
        this.zipf = new Zipf(view.patterns(), 1.0, random.split());
    }

    @Override
    public Verdict call() {
        long all = 0;
        long judged = 0;
        long stale = 0;
        String first = "";
        while (judged < reads) {
            boolean flickers = random.nextInt(100) < FLICKERING_OF_HUNDRED;
            int at = flickers ? random.nextInt(Writing.FLICKERING) : zipf.next();
            long mark = (flickers ? writing.flickering() : writing.patterns()).get(at);
            boolean demands = mark != 0 && cache.lastSeen() >= Marks.seq(mark);
            String id = flickers ? Writing.flickeringId(at) : freshKey(view.id(at));
            PatternAnswer answer = cache.answer(id);
            all++;
            if (demands) {
                judged++;
                boolean misses = flickers ? missesFlickering(at, mark, answer) : misses(mark, answer);
                if (misses) {
                    stale++;
                    first = first.isEmpty() ? id + " at version " + Marks.version(mark) + ": " + answer : first;
                }
            }
        }
        return new Verdict(all, judged, stale, first);
    }

    /** As it comes from a request: never the string that the cache has. */
    private static String freshKey(String id) {
        return new String(id.toCharArray());
    }

    private static boolean misses(long mark, PatternAnswer answer) {
        return !(answer instanceof Found found) || found.row().outcomes() < Marks.version(mark);
    }

    private boolean missesFlickering(int at, long mark, PatternAnswer answer) {
        long version = Marks.version(mark);
        if (answer instanceof Found found) {
            return storedAt(found) < version;
        }
        // Nothing tells which deletion this is: it is an old one only if no other can have been committed since.
        return version % 2 != 0 && writing.begunVersion(at) == version;
    }

    private static long storedAt(Found found) {
        for (SourceOffset offset : found.row().offsets()) {
            if (offset.kind() == SourceOffset.Kind.PATTERNS) {
                return offset.offset();
            }
        }
        return -1;
    }
}
