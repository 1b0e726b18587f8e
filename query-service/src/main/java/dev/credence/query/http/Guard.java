package dev.credence.query.http;

import dev.credence.query.access.Access;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every request must show before it is routed: where only this machine can connect, a name of this machine as its
 * host; and a key, where keys are asked for. What comes above the limit of requests is shed before its key is looked at.
 * Thread-safe.
 */
final class Guard {
    /*
     * The host: a web page of anywhere can have its own name resolved to 127.0.0.1 and then read what is served there as
     * its own (DNS rebinding). It cannot choose the Host header, which says that name.
     */
    private static final String API = "/v1/";
    private static final Set<String> OPEN_PATHS = Set.of("/", "/livez", "/readyz", "/metrics");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HOST = Pattern.compile("(\\[[^\\[\\]]+]|[^:\\[\\]]+)(:[0-9]{0,5})?");
    private static final String BEARER = "bearer ";
    private static final String CHALLENGE = "Bearer realm=\"credence\"";

    private final boolean loopback;
    private final String boundHost;
    private final Access access;
    private final Admission admission;

    /** Clients say the same host each time; any thread may put another. */
    private volatile @Nullable String lastAdmitted;

    Guard(Listening listening) {
        this.loopback = listening.isLoopback();
        this.boundHost = listening.host().toLowerCase(Locale.ROOT);
        this.access = listening.access();
        this.admission = new Admission(listening.limits().requestsPerSecond(), System::nanoTime);
    }

    /** Why the request may not be answered; null: it may. */
    @Nullable
    Problem refusal(HttpServerRequest request, String path) {
        Problem host = hostRefusal(request);
        if (host != null || isOpen(path)) {
            return host;
        }
        Problem shed = admission.refusal();
        return shed == null ? keyRefusal(request) : shed;
    }

    private @Nullable Problem keyRefusal(HttpServerRequest request) {
        if (access.isOpen()) {
            return null;
        }
        String key = key(request);
        if (key == null) {
            return noKey("no API key was sent; send it as Authorization: Bearer KEY, or as X-Api-Key", CHALLENGE);
        }
        return access.admits(key)
                ? null
                : noKey(
                        "the API key is none of this service's, or was removed",
                        CHALLENGE + ", error=\"invalid_token\"");
    }

    /** The page that asks for a key must come without one; it holds no figures. */
    private static boolean isOpen(String path) {
        return !path.startsWith(API) && (OPEN_PATHS.contains(path) || path.startsWith(Page.PREFIX));
    }

    private @Nullable Problem hostRefusal(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
            return null;
        }
        if (hosts.size() != 1) {
            return new Problem(400, "bad-request", "Not HTTP", "a request must have exactly one Host header");
        }
        if (!loopback) {
            return null;
        }
        String host = hosts.get(0);
        if (host.equals(lastAdmitted)) {
            return null;
        }
        String name = name(host);
        if (THIS_MACHINE.contains(name) || name.equals(boundHost)) {
            lastAdmitted = host;
            return null;
        }
        return new Problem(
                421,
                "wrong-host",
                "Another host was asked for",
                "this service listens for this machine alone and takes localhost, 127.0.0.1 and [::1] as its host, was "
                        + Quoted.of(host));
    }

    /** The host without its port; empty if it is none. */
    private static String name(String host) {
        Matcher parts = HOST.matcher(host);
        return parts.matches() ? parts.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private static @Nullable String key(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).trim();
        }
        return request.getHeader("X-Api-Key");
    }

    private static Problem noKey(String detail, String challenge) {
        return new Problem(401, "no-key", "An API key is needed", detail).header("WWW-Authenticate", challenge);
    }
}
