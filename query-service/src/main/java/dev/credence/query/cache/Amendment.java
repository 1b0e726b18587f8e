package dev.credence.query.cache;

/**
 * What makes a row that is held as it was some commits ago the row as it is: the evidence that it has now. Nothing else of
 * it changed in between.
 *
 * @param since the least commit that the held row may show
 * @param seq the commit that gave it the evidence, which the amended row shows
 * @param partition the only one with evidence of the row
 * @param value bytes of an {@link dev.credence.core.evidence.EvidenceRow}
 */
record Amendment(long since, long seq, int partition, byte[] value) {}
