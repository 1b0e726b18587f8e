package dev.credence.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.credence.ingest.publish.Receipt;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the query service. */
record HttpReads(Requests requests, ClientConfig config) implements Reads {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int IDS_A_REQUEST = 1000;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String INCLUDE = "include=embedding,trajectory";
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final long LONGEST_WAIT_MS = 30_000;

    @Override
    public @Nullable KnownPattern get(String id) {
        String path = path(id) + (config.wholePatterns() ? "?" + INCLUDE : "");
        Requests.Reply reply = requests.get(path, Set.of(NOT_FOUND), config.timeout());
        return reply.status() == NOT_FOUND ? null : Answers.known(reply.json());
    }

    @Override
    public Map<String, KnownPattern> getAll(Collection<String> ids) {
        Map<String, KnownPattern> known = new LinkedHashMap<>(ids.size() * 2);
        if (config.wholePatterns()) {
            // Batches show the short form alone.
            for (String id : ids) {
                KnownPattern pattern = get(id);
                if (pattern != null) {
                    known.put(id, pattern);
                }
            }
            return known;
        }
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += IDS_A_REQUEST) {
            batch(all.subList(from, Math.min(all.size(), from + IDS_A_REQUEST)), known);
        }
        return known;
    }

    @Override
    public List<KnownPattern> top(@Nullable String type, int limit) {
        String path = "/v1/patterns?sort=lower_bound&limit=" + limit + (type == null ? "" : "&type=" + encoded(type));
        List<KnownPattern> top = new ArrayList<>(limit);
        for (JsonNode pattern :
                requests.get(path, Set.of(), config.timeout()).json().path("patterns")) {
            top.add(Answers.known(pattern));
        }
        return top;
    }

    @Override
    public boolean await(Collection<Receipt> receipts, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        for (Receipt receipt : receipts) {
            long leftMs = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
            while (!isPassed(receipt, Math.min(LONGEST_WAIT_MS, leftMs))) {
                leftMs = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public double hitRate() {
        return Double.NaN;
    }

    @Override
    public void close() {
        // The JDK's client ends with its last reference.
    }

    /** Whatever id is asked for: the answer comes once the ledger has passed the receipt. */
    private boolean isPassed(Receipt receipt, long waitMs) {
        String path = path("any") + "?after=" + encoded(receipt.toString()) + "&wait=" + waitMs;
        // 422: the event was refused; it will never be readable, and nothing is left to wait for.
        Requests.Reply reply = requests.get(
                path,
                Set.of(NOT_FOUND, CONFLICT, 422),
                Duration.ofMillis(waitMs).plus(MARGIN));
        return reply.status() != CONFLICT;
    }

    private void batch(List<String> ids, Map<String, KnownPattern> known) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode array = body.putArray("ids");
        ids.forEach(array::add);
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        for (JsonNode pattern : requests.post("/v1/patterns:batchGet", "application/json", bytes, Set.of())
                .json()
                .path("patterns")) {
            KnownPattern one = Answers.known(pattern);
            known.put(one.id(), one);
        }
    }

    private static String path(String id) {
        return "/v1/patterns/" + encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
