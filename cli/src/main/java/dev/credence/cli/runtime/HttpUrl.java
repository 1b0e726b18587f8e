package dev.credence.cli.runtime;

/** The URL of what listens on a host, which may be an IPv6 address: in a URL that stands in brackets. */
public final class HttpUrl {
    private HttpUrl() {}

    /** Of {@code host}, a name or an address, and its port. */
    public static String of(String host, int port) {
        boolean bare = host.contains(":") && !host.startsWith("[");
        return "http://" + (bare ? "[" + host + "]" : host) + ":" + port;
    }
}
