package dev.credence.client.contract;

import dev.credence.ingest.publish.Receipt;

/** What became of one write; exactly one method is called, once, on a thread on which it must not block. */
public interface WriteListener {
    /** Every in-sync replica has it. */
    void acked(Receipt receipt);

    /** It was refused, or nobody can say that it is stored. */
    void failed(CredenceException failure);
}
