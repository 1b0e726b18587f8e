package dev.credence.embedded.registry;

import java.util.Map;
import java.util.function.Function;

/** Compatibility levels and modes: one for all subjects, and a subject's own. */
final class ConfigRoutes {
    private static final String GLOBAL = "";

    private final SchemaCatalogue catalogue;

    ConfigRoutes(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    void addTo(Map<String, Function<Request, Object>> routes) {
        routes.put("GET /config", request -> level(GLOBAL));
        routes.put("PUT /config", request -> setLevel(GLOBAL, request));
        routes.put("DELETE /config", request -> unsetLevel(GLOBAL));
        routes.put("GET /config/*", this::subjectLevel);
        routes.put("PUT /config/*", request -> setLevel(subject(request), request));
        routes.put("DELETE /config/*", request -> unsetLevel(requireLevel(subject(request))));
        routes.put("GET /mode", request -> mode(GLOBAL));
        routes.put("PUT /mode", request -> setMode(GLOBAL, request));
        routes.put("DELETE /mode", request -> unsetMode(GLOBAL));
        routes.put("GET /mode/*", this::subjectMode);
        routes.put("PUT /mode/*", request -> setMode(subject(request), request));
        routes.put("DELETE /mode/*", request -> unsetMode(requireMode(subject(request))));
    }

    private static String subject(Request request) {
        return request.path().get(1);
    }

    private Object level(String subject) {
        return Map.of("compatibilityLevel", catalogue.state().level(subject).name());
    }

    private Object subjectLevel(Request request) {
        return level(request.flag("defaultToGlobal") ? subject(request) : requireLevel(subject(request)));
    }

    private Object setLevel(String subject, Request request) {
        Compatibility level =
                Compatibility.parse(request.body().path("compatibility").asText(""));
        catalogue.setLevel(subject, level);
        return Map.of("compatibility", level.name());
    }

    private Object unsetLevel(String subject) {
        Object before = level(subject);
        catalogue.unsetLevel(subject);
        return before;
    }

    private String requireLevel(String subject) {
        if (!catalogue.state().levels().containsKey(subject)) {
            throw RegistryException.of(
                    40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
        }
        return subject;
    }

    private Object mode(String subject) {
        return Map.of("mode", catalogue.state().mode(subject).name());
    }

    private Object subjectMode(Request request) {
        return mode(request.flag("defaultToGlobal") ? subject(request) : requireMode(subject(request)));
    }

    private Object setMode(String subject, Request request) {
        catalogue.setMode(subject, Mode.parse(request.body().path("mode").asText("")));
        return mode(subject);
    }

    private Object unsetMode(String subject) {
        Object before = mode(subject);
        catalogue.unsetMode(subject);
        return before;
    }

    private String requireMode(String subject) {
        if (!catalogue.state().hasMode(subject)) {
            throw RegistryException.of(40409, "Subject '" + subject + "' does not have subject-level mode configured");
        }
        return subject;
    }
}
