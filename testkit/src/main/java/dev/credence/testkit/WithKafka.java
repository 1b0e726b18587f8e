package dev.credence.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the class a {@link KafkaCluster} wherever a parameter asks for one: constructor, test or life-cycle method. All
 * classes of a test JVM share the cluster, which starts with the first of them: take fresh topics, not known names.
 *
 * <p>The tag chooses all of them: {@code mvn verify -Dit.groups=kafka -Dcredence.kafka=container}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("kafka")
@ExtendWith(KafkaClusterExtension.class)
public @interface WithKafka {
    Backend value() default Backend.CONFIGURED;
}
