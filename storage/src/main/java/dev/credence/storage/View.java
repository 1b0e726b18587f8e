package dev.credence.storage;

/** Opens views. */
public final class View {
    private View() {}

    /**
     * The writer of the published view in the directory, or of a first build if there is none.
     *
     * @throws ViewInUseException if it has a writer already
     */
    public static ViewWriter openWriter(ViewConfig config, ViewIdentity identity) {
        return notYet(config, identity);
    }

    /** The writer of a new generation. The published one is served until {@link ViewWriter#publish}. */
    public static ViewWriter rebuild(ViewConfig config, ViewIdentity identity) {
        return notYet(config, identity);
    }

    /** A reader; the view need not exist yet. */
    public static ViewReader openReader(ViewConfig config) {
        return notYet(config);
    }

    private static ViewWriter notYet(ViewConfig config, ViewIdentity identity) {
        throw new ViewException("not there yet: " + config + identity);
    }

    private static ViewReader notYet(ViewConfig config) {
        throw new ViewException("not there yet: " + config);
    }
}
