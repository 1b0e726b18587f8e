package dev.credence.embedded.registry;

import dev.credence.embedded.registry.RegistryState.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Paths of Confluent's REST interface, and what each answers: a tree of lists and maps to be written as JSON. */
final class Routes {
    private static final String GLOBAL = "";

    private final SchemaCatalogue catalogue;
    private final Map<String, Function<Request, Object>> routes = new LinkedHashMap<>();

    Routes(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
        routes.put("GET /", request -> Map.of());
        routes.put("GET /mode", request -> Map.of("mode", "READWRITE"));
        routes.put("GET /mode/*", request -> Map.of("mode", "READWRITE"));
        routes.put("GET /contexts", request -> List.of("."));
        addSubjects();
        addSchemas();
        addCompatibility();
        addConfig();
    }

    /** @throws RegistryException when the answer is an error */
    Object answer(Request request) {
        return routes.entrySet().stream()
                .filter(route -> request.is(route.getKey()))
                .findFirst()
                .orElseThrow(() -> RegistryException.of(404, "HTTP 404 Not Found"))
                .getValue()
                .apply(request);
    }

    private void addSubjects() {
        routes.put("GET /subjects", this::subjects);
        routes.put("POST /subjects/*", this::lookUp);
        routes.put("DELETE /subjects/*", this::deleteSubject);
        routes.put("GET /subjects/*/versions", this::versionNumbers);
        routes.put("POST /subjects/*/versions", this::register);
        routes.put("GET /subjects/*/versions/*", request -> described(subject(request), version(request)));
        routes.put("DELETE /subjects/*/versions/*", this::deleteVersion);
        routes.put(
                "GET /subjects/*/versions/*/schema",
                request -> new Verbatim(catalogue.schema(version(request).id())));
        routes.put("GET /subjects/*/versions/*/referencedby", request -> List.of());
    }

    private void addSchemas() {
        routes.put("GET /schemas", request -> everySchema());
        routes.put("GET /schemas/types", request -> List.of("AVRO"));
        routes.put("GET /schemas/ids/*", request -> Map.of("schema", catalogue.schema(request.id(2))));
        routes.put("GET /schemas/ids/*/schema", request -> new Verbatim(catalogue.schema(request.id(2))));
        routes.put("GET /schemas/ids/*/versions", this::usesOfSchema);
        routes.put(
                "GET /schemas/ids/*/subjects",
                request -> usesOfSchema(request).stream()
                        .map(use -> use.get("subject"))
                        .distinct()
                        .toList());
    }

    private void addCompatibility() {
        routes.put(
                "POST /compatibility/subjects/*/versions",
                request -> verdict(request, catalogue.versions(request.path().get(2), false)));
        routes.put(
                "POST /compatibility/subjects/*/versions/*",
                request -> verdict(
                        request,
                        List.of(catalogue.version(
                                request.path().get(2), request.path().get(4), false))));
    }

    private void addConfig() {
        routes.put("GET /config", request -> level(GLOBAL));
        routes.put("PUT /config", request -> setLevel(GLOBAL, request));
        routes.put("GET /config/*", this::subjectLevel);
        routes.put("PUT /config/*", request -> setLevel(subject(request), request));
        routes.put("DELETE /config/*", this::unsetLevel);
    }

    private List<String> subjects(Request request) {
        RegistryState state = catalogue.state();
        return state.subjects().keySet().stream()
                .filter(subject ->
                        !state.versions(subject, request.flag("deleted")).isEmpty())
                .toList();
    }

    private List<Integer> versionNumbers(Request request) {
        return catalogue.versions(subject(request), request.flag("deleted")).stream()
                .map(Version::version)
                .toList();
    }

    private Object register(Request request) {
        return Map.of("id", catalogue.register(subject(request), request.schema()));
    }

    private Object lookUp(Request request) {
        Version found = catalogue.lookUp(subject(request), request.schema(), request.flag("deleted"));
        return described(subject(request), found);
    }

    private Object deleteSubject(Request request) {
        boolean permanent = request.flag("permanent");
        return catalogue.delete(subject(request), catalogue.versions(subject(request), permanent), permanent);
    }

    private Object deleteVersion(Request request) {
        boolean permanent = request.flag("permanent");
        Version version = catalogue.version(subject(request), request.path().get(3), permanent);
        return catalogue.delete(subject(request), List.of(version), permanent).get(0);
    }

    private Version version(Request request) {
        return catalogue.version(subject(request), request.path().get(3), request.flag("deleted"));
    }

    private static String subject(Request request) {
        return request.path().get(1);
    }

    private Map<String, Object> described(String subject, Version version) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("subject", subject);
        answer.put("version", version.version());
        answer.put("id", version.id());
        answer.put("schema", catalogue.schema(version.id()));
        return answer;
    }

    private List<Object> everySchema() {
        List<Object> all = new ArrayList<>();
        RegistryState state = catalogue.state();
        for (String subject : state.subjects().keySet()) {
            for (Version version : state.versions(subject, false)) {
                all.add(described(subject, version));
            }
        }
        return all;
    }

    private List<Map<String, Object>> usesOfSchema(Request request) {
        int id = request.id(2);
        catalogue.schema(id);
        RegistryState state = catalogue.state();
        List<Map<String, Object>> uses = new ArrayList<>();
        for (String subject : state.subjects().keySet()) {
            for (Version version : state.versions(subject, false)) {
                if (version.id() == id) {
                    uses.add(Map.of("subject", subject, "version", version.version()));
                }
            }
        }
        return uses;
    }

    private Object verdict(Request request, List<Version> against) {
        List<String> objections = catalogue.objections(request.path().get(2), against, request.schema());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("is_compatible", objections.isEmpty());
        if (request.flag("verbose")) {
            answer.put("messages", objections);
        }
        return answer;
    }

    private Object level(String subject) {
        return Map.of("compatibilityLevel", catalogue.state().level(subject).name());
    }

    private Object subjectLevel(Request request) {
        if (!request.flag("defaultToGlobal")) {
            requireLevel(subject(request));
        }
        return level(subject(request));
    }

    private Object setLevel(String subject, Request request) {
        Compatibility level =
                Compatibility.parse(request.body().path("compatibility").asText(""));
        catalogue.setLevel(subject, level);
        return Map.of("compatibility", level.name());
    }

    private Object unsetLevel(Request request) {
        requireLevel(subject(request));
        Object before = level(subject(request));
        catalogue.unsetLevel(subject(request));
        return before;
    }

    private void requireLevel(String subject) {
        if (!catalogue.state().levels().containsKey(subject)) {
            throw RegistryException.of(
                    40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
        }
    }

    /** JSON already: a schema asked for as itself. */
    record Verbatim(String json) {}
}
