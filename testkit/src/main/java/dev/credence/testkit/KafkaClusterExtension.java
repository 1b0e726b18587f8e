package dev.credence.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;

/**
 * One cluster per backend and test JVM, closed when the last test has ended. A class that asks for a container where no
 * Docker engine answers is skipped, and says so by its name.
 */
final class KafkaClusterExtension implements ParameterResolver, ExecutionCondition {
    private static final Namespace CLUSTERS = Namespace.create(KafkaClusterExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (backend(context) != Backend.CONTAINER
                || DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("the broker can be started");
        }
        String reason = context.getRequiredTestClass().getSimpleName()
                + " skipped: it runs on a Kafka container, and no Docker engine answers";
        // Surefire counts a skipped class by name, but keeps the reason for its reports.
        System.out.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(CLUSTERS)
                .getOrComputeIfAbsent(backend(context), KafkaClusterExtension::start, KafkaCluster.class);
    }

    private static Backend backend(ExtensionContext context) {
        WithKafka asked = context.getRequiredTestClass().getAnnotation(WithKafka.class);
        return (asked == null ? Backend.CONFIGURED : asked.value()).resolved();
    }

    /** What the store holds and can be closed, JUnit closes with the store. */
    private static KafkaCluster start(Backend backend) {
        return backend == Backend.CONTAINER ? ContainerCluster.start() : EmbeddedCluster.start();
    }
}
