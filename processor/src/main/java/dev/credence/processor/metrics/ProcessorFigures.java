package dev.credence.processor.metrics;

import java.util.List;

/**
 * What a processor has done since its start. Batches whose transaction was aborted are counted again; the ledger's totals
 * are exact.
 *
 * @param batches flushed
 * @param events records in them
 * @param rows written by them
 * @param codecs in the order of their numbers, those that encoded anything
 */
public record ProcessorFigures(long batches, long events, long rows, List<CodecFigures> codecs) {
    public ProcessorFigures {
        codecs = List.copyOf(codecs);
    }

    /** What one codec made of the parts of bodies. */
    public record CodecFigures(String codec, long originalBytes, long storedBytes) {}
}
