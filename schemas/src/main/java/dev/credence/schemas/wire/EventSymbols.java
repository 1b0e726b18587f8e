package dev.credence.schemas.wire;

import dev.credence.core.model.Priority;
import dev.credence.core.model.Result;

/** Which symbol of the current schemas' enums is which; written out, so that reordering core's enums changes nothing. */
final class EventSymbols {
    private EventSymbols() {}

    static int index(Result result) {
        return switch (result) {
            case SUCCESS -> 0;
            case FAILURE -> 1;
        };
    }

    static int index(Priority priority) {
        return switch (priority) {
            case CRITICAL -> 0;
            case HIGH -> 1;
            case MEDIUM -> 2;
            case LOW -> 3;
        };
    }

    static Result result(int index) {
        return switch (index) {
            case 0 -> Result.SUCCESS;
            case 1 -> Result.FAILURE;
            default -> throw noSymbol("Outcome", index);
        };
    }

    static Priority priority(int index) {
        return switch (index) {
            case 0 -> Priority.CRITICAL;
            case 1 -> Priority.HIGH;
            case 2 -> Priority.MEDIUM;
            case 3 -> Priority.LOW;
            default -> throw noSymbol("Priority", index);
        };
    }

    private static UndecodableException noSymbol(String name, int index) {
        return new UndecodableException("enum " + name + " has no symbol " + index);
    }
}
