package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.credence.query.ServiceFixture.Reply;

/** What every refusal must look like. */
final class Problems {
    private Problems() {}

    static void expect(Reply reply, int status, String code, String inDetail) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode json = reply.json();
        assertThat(json.get("type").asText()).isEqualTo("urn:credence:problem:" + code);
        assertThat(json.get("code").asText()).isEqualTo(code);
        assertThat(json.get("status").asInt()).isEqualTo(status);
        assertThat(json.get("title").asText()).isNotEmpty();
        assertThat(json.get("detail").asText()).contains(inDetail).doesNotContain("Exception", "\tat ");
    }
}
