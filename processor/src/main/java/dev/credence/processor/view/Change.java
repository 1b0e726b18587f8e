package dev.credence.processor.view;

import dev.credence.core.body.BodyRecord;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.ledger.LedgerRow;

/** What one record of an internal topic says to the view. */
sealed interface Change {
    /** @param value evidence row bytes, already found readable */
    record OfEvidence(String id, byte[] value) implements Change {}

    record OfBody(String id, BodyRecord body) implements Change {}

    /** Bodies that follow may need it. */
    record OfDictionary(Dictionary dictionary) implements Change {}

    /** All changes of a batch that came before this one are complete. */
    record OfLedger(LedgerRow row) implements Change {}

    /** A record of a kind that later builds may write and that this build's rows do not need. */
    record Unknown() implements Change {}
}
