package dev.credence.core.fault;

/** Is told of every {@link FaultPoint} that is passed; found as a service. Thread-safe. */
@FunctionalInterface
public interface FaultInjector {
    /** May not return. */
    void passed(FaultPoint point);
}
