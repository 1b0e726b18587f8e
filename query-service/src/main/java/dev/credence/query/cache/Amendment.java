package dev.credence.query.cache;

import dev.credence.storage.CarriedEvidence;

/**
 * What makes a row that is held as it was some commits ago the row as it is: the evidence that it has now. Nothing else of
 * it changed in between.
 *
 * @param since the least commit that the held row may show
 * @param seq the commit that gave it the evidence, which the amended row shows
 */
record Amendment(long since, long seq, CarriedEvidence.Value evidence) {}
