package dev.credence.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One cluster per backend and test JVM, closed when the last test has ended. */
final class KafkaClusterExtension implements ParameterResolver {
    private static final Namespace CLUSTERS = Namespace.create(KafkaClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        WithKafka asked = context.getRequiredTestClass().getAnnotation(WithKafka.class);
        Backend backend = (asked == null ? Backend.CONFIGURED : asked.value()).resolved();
        return context.getRoot()
                .getStore(CLUSTERS)
                .getOrComputeIfAbsent(backend, KafkaClusterExtension::start, KafkaCluster.class);
    }

    /** What the store holds and can be closed, JUnit closes with the store. */
    private static KafkaCluster start(Backend backend) {
        return backend == Backend.CONTAINER ? ContainerCluster.start() : EmbeddedCluster.start();
    }
}
