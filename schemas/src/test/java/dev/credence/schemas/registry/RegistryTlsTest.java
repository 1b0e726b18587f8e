package dev.credence.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.schemas.wire.UnknownSchemaException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry with a certificate of its own making, which lets in only clients whose certificate it knows. */
@Timeout(60)
class RegistryTlsTest {
    @TempDir
    private static Path directory;

    private static Certificates certificates = new Certificates(Path.of(""), Path.of(""), Path.of(""), Path.of(""));
    private RegistryStub stub;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.in(directory);
    }

    @BeforeEach
    void start() throws Exception {
        stub = RegistryStub.secure(certificates.server());
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void shouldTrustAndBeTrustedWhenBothStoresAreGiven() {
        try (Registry registry = Registry.connect(stub.url(), properties("truststore", "keystore"))) {
            assertThatThrownBy(() -> registry.schemaById(1)).isInstanceOf(UnknownSchemaException.class);
        }
        assertThat(stub.requests).containsExactly("GET /schemas/ids/1");
    }

    @Test
    void shouldNameTheTrustStoreWhenTheCertificateIsNotKnown() {
        try (Registry registry = Registry.connect(stub.url(), properties("keystore"))) {
            assertThatThrownBy(() -> registry.schemaById(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("schema.registry.ssl.truststore.location");
        }
    }

    @Test
    void shouldNotBeLetInWhenItHasNoCertificate() {
        try (Registry registry = Registry.connect(stub.url(), properties("truststore"))) {
            assertThatThrownBy(() -> registry.schemaById(1)).isInstanceOf(RegistryUnavailableException.class);
        }
        assertThat(stub.requests).isEmpty();
    }

    @Test
    void shouldRefuseACertificateOfAnotherHostUnlessToldNotToLook() {
        String elsewhere = "https://localhost:" + stub.port();
        Map<String, Object> properties = properties("truststore", "keystore");
        try (Registry registry = Registry.connect(elsewhere, properties)) {
            assertThatThrownBy(() -> registry.schemaById(1)).isInstanceOf(RegistryUnavailableException.class);
        }
        properties.put("schema.registry.ssl.endpoint.identification.algorithm", "");
        try (Registry registry = Registry.connect(elsewhere, properties)) {
            assertThatThrownBy(() -> registry.schemaById(1)).isInstanceOf(UnknownSchemaException.class);
        }
    }

    @Test
    void shouldNameTheFileWhenAStoreCannotBeRead() {
        Map<String, Object> properties = properties("truststore");
        properties.put("schema.registry.ssl.truststore.location", "/no/such/trust.p12");
        assertThatThrownBy(() -> Registry.connect(stub.url(), properties).schemaById(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/no/such/trust.p12");
    }

    private static Map<String, Object> properties(String... stores) {
        Map<String, Object> properties = new HashMap<>();
        for (String store : stores) {
            Path file = store.equals("keystore") ? certificates.clientKey() : certificates.clientTrust();
            properties.put("schema.registry.ssl." + store + ".location", file.toString());
            properties.put("schema.registry.ssl." + store + ".password", Certificates.PASSWORD);
            properties.put("schema.registry.ssl." + store + ".type", "PKCS12");
        }
        return properties;
    }
}
