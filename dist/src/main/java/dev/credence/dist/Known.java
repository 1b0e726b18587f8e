package dev.credence.dist;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a person found out, because neither jar nor POM says it: known.json.
 *
 * @param accepted SPDX ids of the licences under which something may be shipped
 * @param licences by artefact, where its POM names the licence by no SPDX id, or by a wrong one
 * @param copyrights by artefact, where its jar brings no file with one and the licence asks for it
 * @param held by artefact, other software within its jar
 */
record Known(
        List<String> accepted,
        Map<String, String> licences,
        Map<String, String> copyrights,
        Map<String, List<Held>> held) {

    /** Software within the jar of another. */
    record Held(String name, String licence, String copyright) {}

    static Known read() throws IOException {
        try (InputStream json = Objects.requireNonNull(Known.class.getResourceAsStream("known.json"))) {
            return new ObjectMapper().readValue(json, Known.class);
        }
    }
}
