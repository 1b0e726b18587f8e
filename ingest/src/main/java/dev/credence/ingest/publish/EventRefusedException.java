package dev.credence.ingest.publish;

import dev.credence.core.rules.Refusal;

/** The event breaks a rule, so it was not sent: the processor would have dead-lettered it. */
public final class EventRefusedException extends PublishException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    EventRefusedException(Refusal refusal) {
        super(refusal.detail(), null);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
