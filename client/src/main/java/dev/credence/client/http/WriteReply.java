package dev.credence.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.RefusedException;
import dev.credence.ingest.publish.Receipt;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer to a request of lines, told to each line's listener. */
final class WriteReply {
    private WriteReply() {}

    /*
     * Receipts come in the order of the accepted lines, rejections with the number of their line. After a failure of Kafka
     * nobody can say which of the others the receipts are of.
     */
    static void tell(List<Line> batch, Reply reply, URI asked) {
        JsonNode answer = reply.problem();
        Map<Long, RefusedException> rejected = rejected(answer.path("rejected"));
        List<Receipt> receipts = receipts(answer.path("receipts"));
        boolean whole = reply.status() == Reply.ACCEPTED && receipts.size() == batch.size() - rejected.size();
        CredenceException failure = whole ? null : Problems.of(reply, asked);
        int next = 0;
        for (int i = 0; i < batch.size(); i++) {
            Line line = batch.get(i);
            RefusedException refusal = rejected.get(i + 1L);
            if (refusal != null) {
                line.listener().failed(refusal);
            } else if (failure != null) {
                line.listener().failed(failure);
            } else {
                line.listener().acked(receipts.get(next));
                next++;
            }
        }
    }

    private static Map<Long, RefusedException> rejected(JsonNode lines) {
        Map<Long, RefusedException> rejected = new HashMap<>();
        for (JsonNode line : lines) {
            rejected.put(
                    line.path("line").asLong(),
                    new RefusedException(
                            line.path("code").asText(), line.path("detail").asText(), null));
        }
        return rejected;
    }

    private static List<Receipt> receipts(JsonNode texts) {
        List<Receipt> receipts = new ArrayList<>();
        texts.forEach(text -> receipts.add(Receipt.parse(text.asText())));
        return receipts;
    }
}
