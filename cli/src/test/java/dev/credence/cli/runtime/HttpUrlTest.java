package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class HttpUrlTest {
    @Test
    void shouldPutAnAddressWithColonsInBrackets() {
        for (String host : new String[] {"::1", "::", "fe80::1", "[::1]"}) {
            assertThat(URI.create(HttpUrl.of(host, 8080))).hasPort(8080);
        }
        assertThat(HttpUrl.of("::1", 8080)).isEqualTo("http://[::1]:8080");
        assertThat(HttpUrl.of("[::1]", 8080)).isEqualTo("http://[::1]:8080");
    }

    @Test
    void shouldLeaveNamesAndOtherAddressesAsTheyAre() {
        assertThat(HttpUrl.of("127.0.0.1", 1)).isEqualTo("http://127.0.0.1:1");
        assertThat(HttpUrl.of("localhost", 65_535)).isEqualTo("http://localhost:65535");
    }
}
