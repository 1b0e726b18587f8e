package dev.credence.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.credence.ingest.lines.LineError;
import dev.credence.ingest.publish.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers as JSON. */
final class Documents {
    /** Of the refused lines in a problem, where nobody looks for the lines of receipts: enough to see what is wrong. */
    private static final int MOST_IN_PROBLEM = 100;

    private static final JsonFactory FACTORY = new JsonFactory();

    private Documents() {}

    static byte[] of(WriteResult result) {
        return object(json -> writeMembers(json, result, RejectedLines.MOST));
    }

    static byte[] of(Problem problem) {
        return object(json -> {
            json.writeStringField("type", "urn:credence:problem:" + problem.code);
            json.writeStringField("code", problem.code);
            json.writeStringField("title", problem.title);
            json.writeNumberField("status", problem.status);
            json.writeStringField("detail", problem.detail);
            WriteResult result = problem.result;
            if (result != null) {
                writeMembers(json, result, MOST_IN_PROBLEM);
            }
        });
    }

    private static void writeMembers(JsonGenerator json, WriteResult result, int mostRejected) throws IOException {
        int rejected = Math.min(mostRejected, result.rejected().size());
        json.writeNumberField("accepted", result.receipts().size());
        json.writeArrayFieldStart("rejected");
        for (LineError error : result.rejected().subList(0, rejected)) {
            json.writeStartObject();
            json.writeNumberField("line", error.line());
            json.writeStringField("code", error.code());
            json.writeStringField("detail", error.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (rejected < result.rejectedCount()) {
            json.writeNumberField("rejected_count", result.rejectedCount());
        }
        json.writeArrayFieldStart("receipts");
        for (Receipt receipt : result.receipts()) {
            json.writeString(receipt.toString());
        }
        json.writeEndArray();
        KafkaFailure failure = result.failure();
        if (failure != null) {
            writeRanges(json, "stored_lines", failure.stored());
            writeRanges(json, "unconfirmed_lines", failure.unconfirmed());
            writeRanges(json, "unsent_lines", failure.unsent());
        }
    }

    private static void writeRanges(JsonGenerator json, String name, LineRanges lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (LineRanges.Range range : lines.ranges()) {
            json.writeStartArray();
            json.writeNumber(range.first());
            json.writeNumber(range.last());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static byte[] object(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What stands between the braces. */
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }
}
