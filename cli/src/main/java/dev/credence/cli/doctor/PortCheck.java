package dev.credence.cli.doctor;

import dev.credence.cli.config.Key;
import dev.credence.cli.runtime.HttpUrl;
import dev.credence.cli.runtime.Reach;
import dev.credence.cli.runtime.RunFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the HTTP service's port is free, or who has it. */
final class PortCheck implements Check {
    static final String SERVES = "a Credence service answers at ";

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "port";
    }

    @Override
    public List<Finding> look(Patient patient) {
        String host = patient.settings().text(Key.HTTP_HOST);
        int port = patient.settings().number(Key.HTTP_PORT);
        String url = HttpUrl.of(host, port);
        if (port == 0 || Reach.problem(host, port) != null) {
            return List.of(Finding.ok(name(), "http.port " + port + " is free"));
        }
        if (isCredence(url)) {
            return List.of(Finding.ok(name(), SERVES + url + owner(url, patient)));
        }
        return List.of(Finding.fail(
                name(),
                "http.port " + port + " of " + host + " is taken by a program that is not Credence",
                "end that program, or listen elsewhere: --http-port (0 is any free port)"));
    }

    private static String owner(String url, Patient patient) {
        Optional<RunFile> run = patient.running().stream()
                .filter(each -> each.url().equals(url))
                .findFirst();
        return run.map(each -> ", process " + each.pid()).orElse("");
    }

    private static boolean isCredence(String url) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/info"))
                .timeout(PATIENCE)
                .build();
        try {
            // Before there is a view it answers with a problem, which says whose it is, too.
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .contains("credence");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
