package dev.credence.ingest.lines;

import dev.credence.core.rules.Reason;

/** Leaves the reading of one line; never leaves this package. Without a stack trace: bad lines may come in millions. */
final class LineFault extends RuntimeException {
    private final String code;

    LineFault(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    LineFault(Reason reason, String detail) {
        this(reason.code(), detail);
    }

    LineError at(long line) {
        return new LineError(line, code, String.valueOf(getMessage()));
    }
}
