package dev.credence.embedded.registry;

import dev.credence.embedded.registry.RegistryState.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Paths of Confluent's REST interface, and what each answers: a tree of lists and maps to be written as JSON. */
final class Routes {
    private final SchemaCatalogue catalogue;
    private final Map<String, Function<Request, Object>> routes = new LinkedHashMap<>();

    Routes(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
        routes.put("GET /", request -> Map.of());
        routes.put("GET /contexts", request -> List.of("."));
        addSubjects();
        addSchemas();
        addCompatibility();
        new ConfigRoutes(catalogue).addTo(routes);
    }

    /** @throws RegistryException when the answer is an error */
    Object answer(Request request) {
        return routes.entrySet().stream()
                .filter(route -> request.is(route.getKey()))
                .findFirst()
                .orElseThrow(() -> noRoute(request))
                .getValue()
                .apply(request);
    }

    private RegistryException noRoute(Request request) {
        boolean known = routes.keySet().stream().anyMatch(request::isAt);
        return known
                ? RegistryException.of(405, "HTTP 405 Method Not Allowed")
                : RegistryException.of(404, "HTTP 404 Not Found");
    }

    private void addSubjects() {
        routes.put("GET /subjects", this::subjects);
        routes.put("POST /subjects/*", this::lookUp);
        routes.put(
                "DELETE /subjects/*", request -> catalogue.deleteSubject(subject(request), request.flag("permanent")));
        routes.put("GET /subjects/*/versions", this::versionNumbers);
        routes.put("POST /subjects/*/versions", this::register);
        routes.put("GET /subjects/*/versions/*", request -> described(subject(request), version(request)));
        routes.put(
                "DELETE /subjects/*/versions/*",
                request ->
                        catalogue.deleteVersion(subject(request), request.path().get(3), request.flag("permanent")));
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
                        .map(Use::subject)
                        .distinct()
                        .toList());
    }

    private void addCompatibility() {
        routes.put(
                "POST /compatibility/subjects/*/versions",
                request -> verdict(
                        request, catalogue.state().versions(request.path().get(2), false)));
        routes.put("POST /compatibility/subjects/*/versions/*", request -> verdict(request, oneVersion(request)));
    }

    /** Anything is compatible with the latest of nothing. */
    private List<Version> oneVersion(Request request) {
        String subject = request.path().get(2);
        String which = request.path().get(4);
        return SchemaCatalogue.isLatest(which)
                        && catalogue.state().versions(subject, false).isEmpty()
                ? List.of()
                : List.of(catalogue.version(subject, which, false));
    }

    private List<String> subjects(Request request) {
        RegistryState state = catalogue.state();
        boolean deletedOnly = request.flag("deletedOnly");
        boolean deleted = deletedOnly || request.flag("deleted");
        return state.subjects().keySet().stream()
                .filter(subject -> subject.startsWith(request.text("subjectPrefix")))
                .filter(subject -> !state.versions(subject, deleted).isEmpty())
                .filter(subject ->
                        !deletedOnly || state.versions(subject, false).isEmpty())
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

    /** In this order in the answer. */
    private record Use(String subject, int version) {}

    private List<Use> usesOfSchema(Request request) {
        int id = request.id(2);
        catalogue.schema(id);
        RegistryState state = catalogue.state();
        List<Use> uses = new ArrayList<>();
        for (String subject : state.subjects().keySet()) {
            for (Version version : state.versions(subject, false)) {
                if (version.id() == id) {
                    uses.add(new Use(subject, version.version()));
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

    /** JSON already: a schema asked for as itself. */
    record Verbatim(String json) {}
}
