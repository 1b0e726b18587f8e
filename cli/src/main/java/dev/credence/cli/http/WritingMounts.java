package dev.credence.cli.http;

import dev.credence.ingest.http.WritingRoutes;
import dev.credence.ingest.publish.Publisher;
import dev.credence.query.http.Mount;
import java.time.InstantSource;
import java.util.List;

/** The routes that write, on the port of those that read. Thread-safe. */
public final class WritingMounts implements AutoCloseable {
    private final WritingRoutes routes;

    /** The routes over {@code publisher}, which stays the caller's to close. */
    public WritingMounts(Publisher publisher) {
        routes = new WritingRoutes(publisher, InstantSource.system());
    }

    public List<Mount> mounts() {
        return List.of(
                new Mount("POST", "/v1/patterns", routes::postPatterns),
                new Mount("POST", "/v1/confidence", routes::postConfidence),
                new Mount("DELETE", "/v1/patterns/{id}", routes::deletePattern));
    }

    @Override
    public void close() {
        routes.close();
    }
}
