package dev.credence.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.client.contract.CredenceException;
import dev.credence.client.contract.RefusedException;
import dev.credence.ingest.publish.Receipt;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The answer to a request of lines, told to each line's listener. */
final class WriteReply {
    private WriteReply() {}

    /*
     * Receipts come in the order of the stored lines, rejections with the number of their line. What is stored is all the
     * rest, or, after a failure of Kafka, what the answer says.
     */
    static void tell(List<Line> batch, Reply reply, URI asked) {
        JsonNode answer = reply.problem();
        Map<Long, RefusedException> rejected = rejected(answer.path("rejected"));
        List<Receipt> receipts = receipts(answer.path("receipts"));
        BitSet stored = reply.status() == Reply.ACCEPTED
                ? allBut(rejected.keySet(), batch.size())
                : lines(answer.path("stored_lines"), batch.size());
        if (stored.cardinality() != receipts.size()) {
            // Nobody can say which of them the receipts are of.
            stored.clear();
        }
        Iterator<Receipt> next = receipts.iterator();
        List<Line> others = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Line line = batch.get(i);
            RefusedException refusal = rejected.get(i + 1L);
            if (stored.get(i + 1)) {
                line.listener().acked(next.next());
            } else if (refusal != null) {
                line.listener().failed(refusal);
            } else {
                others.add(line);
            }
        }
        if (!others.isEmpty()) {
            CredenceException failure = Problems.of(reply, asked);
            others.forEach(line -> line.listener().failed(failure));
        }
    }

    private static BitSet allBut(Set<Long> rejected, int size) {
        BitSet lines = new BitSet();
        lines.set(1, size + 1);
        rejected.stream().filter(line -> line >= 1 && line <= size).forEach(line -> lines.clear(line.intValue()));
        return lines;
    }

    /** Of pairs: the first and the last of each range. */
    private static BitSet lines(JsonNode ranges, int size) {
        BitSet lines = new BitSet();
        for (JsonNode range : ranges) {
            int first = range.path(0).asInt();
            int last = range.path(1).asInt();
            if (first >= 1 && first <= last && last <= size) {
                lines.set(first, last + 1);
            }
        }
        return lines;
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
