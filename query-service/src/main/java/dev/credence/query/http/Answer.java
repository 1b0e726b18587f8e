package dev.credence.query.http;

import dev.credence.query.read.Document;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response before it is sent.
 *
 * @param mediaType null: there is no body
 * @param body owned by the record: do not change it
 * @param etag null: it has none
 */
record Answer(
        int status,
        @Nullable CharSequence mediaType,
        byte[] body,
        @Nullable CharSequence etag,
        List<Map.Entry<String, String>> headers)
        implements Document.Form {
    /** The header of an answer after which what is left of the request's body is not read. */
    static final Map.Entry<String, String> LAST = Map.entry("Connection", "close");

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    Answer(int status, @Nullable CharSequence mediaType, byte[] body) {
        this(status, mediaType, body, null, List.of());
    }

    static Answer json(byte[] body) {
        return new Answer(200, JSON, body);
    }

    static Answer notModified() {
        return new Answer(304, null, new byte[0]);
    }

    /** Whether the connection ends with it. */
    boolean isLast() {
        return headers.contains(LAST);
    }

    Answer tagged(CharSequence tag) {
        return new Answer(status, mediaType, body, tag, headers);
    }

    Answer header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Answer(status, mediaType, body, etag, more);
    }
}
