package dev.credence.ingest.http;

import dev.credence.ingest.http.BodyBudget.Share;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The body of one request as it comes, within its own limit and the budget of all. Confined to its event loop. */
final class IncomingBody {
    private final int most;
    private final Share share;
    private Buffer bytes = Buffer.buffer();
    private boolean handedOn;

    IncomingBody(int most, Share share) {
        this.most = most;
        this.share = share;
    }

    /** Why {@code chunk} is not taken; null: it is. */
    @Nullable
    Problem add(Buffer chunk) {
        if (bytes.length() + chunk.length() > most) {
            return Problem.tooLarge(most);
        }
        if (!share.take(chunk.length())) {
            return Problem.overloaded("the bodies of other writes take all the memory that bodies may take");
        }
        bytes.appendBuffer(chunk);
        return null;
    }

    /** The whole, once: it is not kept here, for it may have to wait. */
    byte[] handOn() {
        handedOn = true;
        byte[] whole = bytes.getBytes();
        bytes = Buffer.buffer();
        return whole;
    }

    /** The client has gone. What was handed on is still held by whoever has it, until it is answered. */
    void abort() {
        if (!handedOn) {
            end();
        }
    }

    /** It was answered, by whomever. */
    void end() {
        bytes = Buffer.buffer();
        share.giveBack();
    }
}
