package dev.credence.schemas.registry;

import java.util.Map;

/**
 * How our schemas come by their ids, by the names of Confluent's serializers.
 *
 * @param autoRegister register a schema that is missing
 * @param useLatest take the subject's latest version, if it says the same as ours; otherwise ours must be a version
 * @param normalize let the registry compare schemas regardless of the order of their attributes
 * @param subjects where the schemas stand
 */
record Registration(boolean autoRegister, boolean useLatest, boolean normalize, SubjectNames subjects) {
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    private static final String NORMALIZE = "normalize.schemas";
    private static final String VALUE_SUBJECTS = "value.subject.name.strategy";

    Registration {
        if (useLatest && autoRegister) {
            throw new IllegalArgumentException("schema.registry." + USE_LATEST
                    + "=true has no effect while schemas are registered: set schema.registry." + AUTO_REGISTER
                    + "=false, too");
        }
    }

    /**
     * @param bare properties without {@code schema.registry.} before their names
     * @throws IllegalArgumentException if a value is not one of its kind
     */
    static Registration of(Map<String, ?> bare) {
        return new Registration(
                flag(bare, AUTO_REGISTER, true),
                flag(bare, USE_LATEST, false),
                flag(bare, NORMALIZE, false),
                SubjectNames.parse(
                        VALUE_SUBJECTS,
                        bare.containsKey(VALUE_SUBJECTS)
                                ? String.valueOf(bare.get(VALUE_SUBJECTS))
                                : SubjectNames.TopicNameStrategy.name()));
    }

    private static boolean flag(Map<String, ?> bare, String key, boolean otherwise) {
        String value = bare.containsKey(key) ? String.valueOf(bare.get(key)) : Boolean.toString(otherwise);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        "schema.registry." + key + " must be true or false, was '" + value + "'");
        };
    }
}
