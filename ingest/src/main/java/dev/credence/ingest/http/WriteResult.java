package dev.credence.ingest.http;

import dev.credence.ingest.lines.LineError;
import dev.credence.ingest.publish.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the lines of one request.
 *
 * @param rejected the first of the refused lines, in their order
 * @param rejectedCount how many lines were refused
 * @param receipts of the accepted lines, in their order
 * @param failure why Kafka did not take the others; null: it took all
 */
record WriteResult(
        List<LineError> rejected,
        long rejectedCount,
        List<Receipt> receipts,
        @Nullable KafkaFailure failure) {}
