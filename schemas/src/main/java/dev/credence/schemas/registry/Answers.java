package dev.credence.schemas.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import javax.net.ssl.SSLException;

/** What a registry's error answers mean. */
final class Answers {
    private static final int NOT_FOUND = 404;
    private static final String CREDENTIALS =
            "schema.registry.basic.auth.user.info or schema.registry.bearer.auth.token";

    private Answers() {}

    /**
     * Whether a registry says that it has no such schema (40403 and its relatives). A 404 without the registry's own
     * error code is some other server's, or a wrong path: that says nothing about the schema.
     */
    static boolean saysThereIsNone(RestClientException e) {
        return e.getStatus() == NOT_FOUND && e.getErrorCode() / 100 == NOT_FOUND;
    }

    /** Never a reason to refuse an event: not even 401, which ends when the credentials are put right. */
    static RegistryUnavailableException unavailable(String url, String what, Exception e) {
        return new RegistryUnavailableException(
                "schema registry " + url + " did not " + what + ": " + reason(e) + "; " + wayOut(e), e);
    }

    private static String wayOut(Exception e) {
        if (e instanceof SSLException) {
            return "check schema.registry.ssl.truststore.location, and that the certificate names this host";
        }
        return e instanceof RestClientException rest && (rest.getStatus() == 401 || rest.getStatus() == 403)
                ? "check the credentials under " + CREDENTIALS
                : "check schema.registry.url, and that it runs";
    }

    static RuntimeException notRegistered(String url, String subject, RestClientException e) {
        return switch (e.getStatus()) {
            case 409 ->
                refused(
                        url,
                        subject,
                        e,
                        "the subject holds an incompatible schema: another program's, or of a"
                                + " newer Credence; use another topics.prefix, or upgrade");
            case 401, 403 ->
                refused(
                        url,
                        subject,
                        e,
                        "give credentials that may register under " + CREDENTIALS
                                + ", or register the schemas yourself and set schema.registry."
                                + Registration.AUTO_REGISTER + "=false");
            case 400, 422 -> refused(url, subject, e, "is it a registry that takes Avro?");
            default -> unavailable(url, "register subject " + subject, e);
        };
    }

    private static RegistryRefusedException refused(String url, String subject, RestClientException e, String wayOut) {
        return new RegistryRefusedException(
                "schema registry " + url + " refused subject " + subject + ": " + reason(e) + "; " + wayOut, e);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
