package dev.credence.embedded.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One request, taken apart.
 *
 * @param path segments, each decoded after splitting: a subject may hold an encoded slash
 * @param query as it came
 */
record Request(String method, List<String> path, String query, JsonNode body) {
    static Request of(String method, URI uri, JsonNode body) {
        List<String> path = Arrays.stream(uri.getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        return new Request(method, path, uri.getRawQuery() == null ? "" : uri.getRawQuery(), body);
    }

    boolean flag(String name) {
        return text(name).equals("true");
    }

    /** The value of a query parameter; empty if it is not given. */
    String text(String name) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /** Whether method and path fit a pattern like {@code GET /subjects/*}; a star is any one segment. */
    boolean is(String pattern) {
        return pattern.startsWith(method + " ") && isAt(pattern);
    }

    /** Whether the path fits a pattern, whatever the method. */
    boolean isAt(String pattern) {
        String[] parts = pattern.split("[ /]+", 0);
        if (parts.length - 1 != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!parts[i + 1].equals("*") && !parts[i + 1].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    int id(int segment) {
        try {
            return Integer.parseInt(path.get(segment));
        } catch (NumberFormatException e) {
            throw RegistryException.noSchema(path.get(segment) + " ");
        }
    }

    /** The schema of the body, if it is one that can be kept. */
    String schema() {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw RegistryException.badSchema("type " + type + " is not kept here, only AVRO");
        }
        if (!body.path("references").isEmpty()) {
            throw RegistryException.badSchema("references to other schemas are not kept here: put them inline");
        }
        if (!body.path("schema").isTextual()) {
            throw RegistryException.badSchema("the body has no string \"schema\"");
        }
        return body.path("schema").asText();
    }
}
