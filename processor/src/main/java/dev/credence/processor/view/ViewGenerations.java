package dev.credence.processor.view;

import dev.credence.storage.Scrubbed;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewWriter;

/**
 * Where the materialiser gets its writers from. Whoever owns the directory decides; the materialiser closes each writer
 * before it asks for another, and calls from one thread.
 */
public interface ViewGenerations {
    /** The writer of the view that is there, or of a first build. */
    ViewWriter current();

    /** The writer of an empty view that takes the place of the current one once it is published. */
    ViewWriter next();

    /**
     * Looks at every row of the view that is served, in any thread. Damage is known to its writer afterwards.
     *
     * @throws dev.credence.storage.ViewNotReadyException if none is served yet
     */
    Scrubbed scrub();

    /** The views of one directory. */
    static ViewGenerations of(ViewConfig config, ViewIdentity identity) {
        return new ViewGenerations() {
            @Override
            public ViewWriter current() {
                return View.openWriter(config, identity);
            }

            @Override
            public ViewWriter next() {
                return View.rebuild(config, identity);
            }

            @Override
            public Scrubbed scrub() {
                return View.scrub(config);
            }
        };
    }
}
