package dev.credence.schemas.wire;

/** Short words for what a decoder said. */
final class Refusals {
    private Refusals() {}

    /** The reason's code, or {@code event}. */
    static String reason(Decoded<?> decoded) {
        return decoded instanceof Decoded.Refused<?> refused
                ? refused.refusal().reason().code()
                : "event";
    }
}
