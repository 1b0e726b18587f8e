package dev.credence.storage;

import dev.credence.core.body.BodyRecord;

/** Is shown everything that a view holds, part by part, all of one snapshot: the ledger first, then evidence, then bodies. */
public interface ViewExport {
    void ledger(LedgerEntry entry);

    /** @param value bytes of an {@link dev.credence.core.evidence.EvidenceRow} */
    void evidence(String id, int partition, byte[] value);

    /** The last word of one partition about a pattern, deletions among them. */
    void body(String id, int partition, BodyRecord body);
}
