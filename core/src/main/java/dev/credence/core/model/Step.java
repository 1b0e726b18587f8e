package dev.credence.core.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a trajectory. Equality compares doubles by their bits, as storage must return them.
 *
 * @param atMs Unix milliseconds
 * @param state owned by the record: do not change it after construction
 */
public record Step(long atMs, String action, @Nullable Double reward, double[] state) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Step that
                && atMs == that.atMs
                && action.equals(that.action)
                && Objects.equals(reward, that.reward)
                && Arrays.equals(state, that.state);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(atMs, action, reward) + Arrays.hashCode(state);
    }

    @Override
    public String toString() {
        return "Step[" + atMs + ", " + action + ", " + reward + ", " + Arrays.toString(state) + "]";
    }
}
