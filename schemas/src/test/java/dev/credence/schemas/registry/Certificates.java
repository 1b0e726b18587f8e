package dev.credence.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Two self-made certificates, one of a server at 127.0.0.1 and one of a client, as an administrator makes them.
 *
 * @param serverKey stores in PKCS12, all with the same password
 */
record Certificates(Path serverKey, Path serverTrust, Path clientKey, Path clientTrust) {
    static final String PASSWORD = "changeit";

    static Certificates in(Path directory) throws IOException, InterruptedException {
        Certificates made = new Certificates(
                directory.resolve("server.p12"),
                directory.resolve("server-trust.p12"),
                directory.resolve("client.p12"),
                directory.resolve("client-trust.p12"));
        make(made.serverKey(), made.clientTrust(), "server");
        make(made.clientKey(), made.serverTrust(), "client");
        return made;
    }

    private static void make(Path key, Path trust, String name) throws IOException, InterruptedException {
        Path certificate = key.resolveSibling(name + ".pem");
        keytool(
                key,
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1");
        keytool(key, "-exportcert", "-rfc", "-alias", name, "-file", certificate.toString());
        keytool(trust, "-importcert", "-noprompt", "-alias", name, "-file", certificate.toString());
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    /** As the server uses them. */
    SSLContext server() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(serverKey), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store(serverTrust));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
