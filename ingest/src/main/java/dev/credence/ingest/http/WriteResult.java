package dev.credence.ingest.http;

import dev.credence.ingest.lines.LineError;
import dev.credence.ingest.publish.PublishException;
import dev.credence.ingest.publish.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the lines of one request.
 *
 * @param receipts of the accepted lines, in their order
 * @param failure why Kafka did not take the others; null: it took all
 */
record WriteResult(
        List<LineError> rejected,
        List<Receipt> receipts,
        @Nullable PublishException failure) {}
