package dev.credence.cli.runtime;

import dev.credence.cli.config.Settings;
import dev.credence.schemas.registry.Registry;
import dev.credence.schemas.registry.RegistryRefusedException;
import dev.credence.schemas.registry.RegistryUnavailableException;
import dev.credence.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that the schemas are registered before a role works: who finds {@code /readyz} at 200 finds the subjects, too.
 */
final class SchemaRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistration.class);
    private static final long PAUSE_MS = 500;

    private SchemaRegistration() {}

    /**
     * Registers what is missing, or finds that it is there.
     *
     * @param patience how long a registry that does not answer is asked again
     * @throws RegistryUnavailableException if it never answers
     * @throws RegistryRefusedException if it does not take our schemas, or does not hold them and must not be given them
     */
    static void require(Settings settings, TopicCatalogue catalogue, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Registry registry = Clients.registry(settings)) {
            while (!isDone(registry, catalogue, deadline)) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the schema registry", e);
        }
    }

    private static boolean isDone(Registry registry, TopicCatalogue catalogue, long deadline) {
        try {
            registry.registerEvents(catalogue);
            return true;
        } catch (RegistryUnavailableException e) {
            if (System.nanoTime() > deadline) {
                throw e;
            }
            LOG.warn("{}; asking again", e.getMessage());
            return false;
        }
    }

    /** For a role that can do its work without a registry: what cannot be done is logged. */
    static void attempt(Settings settings, TopicCatalogue catalogue) {
        try {
            require(settings, catalogue, Duration.ZERO);
        } catch (RegistryUnavailableException | RegistryRefusedException e) {
            LOG.warn("The schemas are not known to be registered: {}", e.getMessage());
        }
    }
}
