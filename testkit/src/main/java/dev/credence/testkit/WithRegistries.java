package dev.credence.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the class a {@link Registries} wherever a parameter asks for one. All classes of a test JVM share the servers:
 * take fresh subjects, not known names.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RegistriesExtension.class)
public @interface WithRegistries {}
