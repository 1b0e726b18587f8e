package dev.credence.cli.doctor;

import dev.credence.cli.config.Key;
import dev.credence.cli.runtime.Reach;
import dev.credence.schemas.registry.RegistryProbe;
import dev.credence.schemas.registry.RegistryUnavailableException;
import dev.credence.schemas.registry.SubjectState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a registry answers, and how its schemas stand to ours. */
final class RegistryCheck implements Check {
    /** How a cause begins where nothing listens at all. */
    static final String NOTHING = "no schema registry is to be found";

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public List<Finding> look(Patient patient) {
        String urls = patient.settings().text(Key.SCHEMA_REGISTRY_URL);
        String nothing = nothingListens(urls);
        if (nothing != null) {
            return List.of(Finding.fail(
                    name(),
                    NOTHING + " at " + urls + ": " + nothing,
                    "start one ('credence up' brings its own), or name yours with --schema-registry"));
        }
        try {
            List<SubjectState> subjects =
                    RegistryProbe.subjects(urls, patient.settings().registry(), patient.catalogue());
            return subjects.stream().map(subject -> of(subject, urls)).toList();
        } catch (RegistryUnavailableException e) {
            return List.of(notOne(urls, e));
        }
    }

    private Finding of(SubjectState subject, String urls) {
        return switch (subject.fit()) {
            case SAME -> Finding.ok(name(), subject.subject() + " at " + urls);
            case READABLE -> Finding.ok(name(), subject.subject() + " holds another schema, whose records are read");
            case MISSING ->
                Finding.warn(
                        name(),
                        "subject " + subject.subject() + " is missing at " + urls,
                        "it is registered by the first publisher, or by 'credence up'; where users may not register,"
                                + " let whoever may do it");
            case INCOMPATIBLE ->
                Finding.fail(
                        name(),
                        "subject " + subject.subject() + " holds an incompatible schema: " + subject.detail(),
                        "it is another program's, or of a newer Credence: use another topics.prefix, or upgrade");
        };
    }

    private Finding notOne(String urls, RegistryUnavailableException e) {
        if (RegistryProbe.refusesUser(e)) {
            return Finding.fail(
                    name(),
                    "the registry at " + urls + " does not let this user in: " + String.valueOf(e.getMessage()),
                    "set schema.registry.basic.auth.user.info");
        }
        return Finding.fail(
                name(),
                "what answers at " + urls + " is not a schema registry: "
                        + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
                "check schema.registry.url, its path too: Apicurio's is http://HOST:PORT/apis/ccompat/v7");
    }

    private static @Nullable String nothingListens(String urls) {
        List<String> problems = new ArrayList<>();
        for (String url : urls.split(",", -1)) {
            URI uri;
            try {
                uri = URI.create(url.trim());
            } catch (IllegalArgumentException e) {
                return "'" + url + "' is not a URL";
            }
            if (uri.getHost() == null) {
                return "'" + url + "' is not a URL such as http://127.0.0.1:8081";
            }
            int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            String problem = Reach.problem(uri.getHost(), port);
            if (problem == null) {
                return null;
            }
            problems.add(problem);
        }
        return problems.get(0);
    }
}
