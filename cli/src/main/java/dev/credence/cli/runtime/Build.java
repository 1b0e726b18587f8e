package dev.credence.cli.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What this build is.
 *
 * @param commit that it was made from; null where the sources were no checkout
 */
public record Build(String version, @Nullable String commit) {
    private static final String FILE = "build.properties";

    /** As it was noted when the classes were built. */
    public static Build read() {
        Properties properties = new Properties();
        try (InputStream file = Build.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing beside " + Build.class.getName());
            }
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = properties.getProperty("commit", "");
        return new Build(properties.getProperty("version", "unknown"), commit.isEmpty() ? null : commit);
    }
}
