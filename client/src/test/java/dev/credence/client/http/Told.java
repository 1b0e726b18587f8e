package dev.credence.client.http;

import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.WriteListener;
import dev.credence.ingest.publish.Receipt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what listeners are told. */
final class Told implements WriteListener {
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    private final List<CredenceException> failures = new CopyOnWriteArrayList<>();

    @Override
    public void acked(Receipt receipt) {
        receipts.add(receipt);
    }

    @Override
    public void failed(CredenceException failure) {
        failures.add(failure);
    }

    List<Receipt> receipts() {
        return receipts;
    }

    List<CredenceException> failures() {
        return failures;
    }
}
