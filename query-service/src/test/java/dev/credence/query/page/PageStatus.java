package dev.credence.query.page;

import dev.credence.query.ServiceFixture;
import dev.credence.query.read.CodecBytes;
import dev.credence.query.read.Freshness;
import dev.credence.query.read.ProcessInfo;
import dev.credence.query.read.ServingStatus;
import java.util.List;
import java.util.Map;

/** A process with a processor and a view, as far as the page can tell. */
final class PageStatus implements ServingStatus {
    volatile long behindMs;

    @Override
    public boolean rolesReady() {
        return true;
    }

    @Override
    public Long behindMs() {
        return behindMs;
    }

    @Override
    public ProcessInfo process() {
        return ServiceFixture.PROCESS;
    }

    @Override
    public Freshness freshness() {
        return new Freshness(42, 130);
    }

    @Override
    public List<CodecBytes> codecs() {
        return List.of(new CodecBytes("zstd", 4_000, 1_000));
    }

    @Override
    public Map<String, Long> deadLetters() {
        return Map.of("bad-time", 3L, "tombstone", 0L);
    }
}
