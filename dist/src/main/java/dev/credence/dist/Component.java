package dev.credence.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One artefact of the bill of materials.
 *
 * @param licences SPDX ids, or names where there is none; several are a choice
 */
record Component(String group, String name, String version, List<String> licences) {

    /** All of a CycloneDX file, by name. */
    static List<Component> of(Path bill) throws IOException {
        return elements(new ObjectMapper().readTree(bill.toFile()).path("components"))
                .map(Component::of)
                .sorted(Comparator.comparing(Component::name).thenComparing(Component::group))
                .toList();
    }

    private static Component of(JsonNode node) {
        return new Component(
                node.path("group").asText(),
                node.path("name").asText(),
                node.path("version").asText(),
                elements(node.path("licenses")).map(Component::licence).toList());
    }

    private static String licence(JsonNode choice) {
        JsonNode licence = choice.path("license");
        return licence.path("id")
                .asText(licence.path("name").asText(choice.path("expression").asText()));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    boolean ofThisProject() {
        return group.equals("dev.credence");
    }

    String jar() {
        return name + "-" + version + ".jar";
    }
}
