package dev.credence.cli.runtime;

import dev.credence.processor.Processor;
import dev.credence.processor.view.ViewMaterialiser;
import dev.credence.query.read.ServingStatus;
import org.jspecify.annotations.Nullable;

/** What the query service of an {@link Up} knows of the parts beside it. */
final class UpStatus implements ServingStatus {
    private final Processor processor;
    private final ViewMaterialiser view;
    private volatile boolean wereReady;

    UpStatus(Processor processor, ViewMaterialiser view) {
        this.processor = processor;
        this.view = view;
    }

    /** Stays true once it was: reads go on when Kafka goes away. */
    @Override
    public boolean rolesReady() {
        if (!wereReady) {
            wereReady = processor.ready() && view.ready();
        }
        return wereReady;
    }

    @Override
    public @Nullable Long behindMs() {
        return view.behindMs();
    }
}
