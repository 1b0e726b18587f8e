package dev.credence.processor.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a processor has done since its start. Batches whose transaction was aborted are counted again; the ledger's totals
 * are exact.
 *
 * @param batches flushed
 * @param events records in them
 * @param rows written by them
 * @param deadLetters refused and kept, by the reason's code
 * @param codecs in the order of their numbers, those that encoded anything
 */
public record ProcessorFigures(
        long batches, long events, long rows, Map<String, Long> deadLetters, List<CodecFigures> codecs) {
    public ProcessorFigures {
        deadLetters = Collections.unmodifiableMap(new LinkedHashMap<>(deadLetters));
        codecs = List.copyOf(codecs);
    }

    /** What one codec made of the parts of bodies. */
    public record CodecFigures(String codec, long originalBytes, long storedBytes) {}
}
