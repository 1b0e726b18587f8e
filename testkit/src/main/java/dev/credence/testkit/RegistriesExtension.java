package dev.credence.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The registries of a test JVM, closed when the last test has ended. */
final class RegistriesExtension implements ParameterResolver {
    private static final Namespace REGISTRIES = Namespace.create(RegistriesExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Registries.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(REGISTRIES)
                .getOrComputeIfAbsent(Registries.class, key -> new Registries(), Registries.class);
    }
}
