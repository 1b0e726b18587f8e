package dev.credence.processor.view;

import dev.credence.storage.Scrubbed;
import dev.credence.storage.ViewWriter;
import java.util.ArrayList;
import java.util.List;

/** Generations in memory. Thread-safe. */
final class MemoryViews implements ViewGenerations {
    private final List<MemoryView> generations = new ArrayList<>();

    MemoryViews() {
        generations.add(new MemoryView("1"));
    }

    @Override
    public synchronized ViewWriter current() {
        return latest().open();
    }

    @Override
    public synchronized ViewWriter next() {
        if (latest().isOpen()) {
            throw new IllegalStateException("generation " + latest().generation() + " was not closed");
        }
        generations.add(new MemoryView(Integer.toString(generations.size() + 1)));
        return latest().open();
    }

    @Override
    public synchronized Scrubbed scrub() {
        return new Scrubbed(latest().generation(), 0, latest().damage());
    }

    synchronized MemoryView latest() {
        return generations.get(generations.size() - 1);
    }

    synchronized int count() {
        return generations.size();
    }
}
