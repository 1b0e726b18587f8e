package dev.credence.bench.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests as nobody should send them, and what each must be answered. */
final class Misbehaviour {
    private static final String GET = "GET /v1/patterns/pattern:1 HTTP/1.1\r\n";
    private static final String POST = "POST /v1/patterns:batchGet HTTP/1.1\r\nHost: localhost\r\n";
    private static final String HOST = "Host: localhost\r\n";
    private static final String NOTHING = "";

    private record Case(String what, String request, String answer) {}

    private static final List<Case> CASES = List.of(
            new Case("no HTTP", "hello\r\n\r\n", " 400 "),
            new Case("no length that is a number", POST + "Content-Length: many\r\n\r\n", " 400 "),
            new Case("two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", " 400 "),
            new Case("no host", GET + "Connection: close\r\n\r\n", " 400 "),
            new Case("a foreign host", GET + "Host: evil.example\r\nConnection: close\r\n\r\n", " 421 "),
            new Case("a path too long", "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n", " 414 "),
            new Case("a header too long", GET + HOST + "X: " + "x".repeat(40_000) + "\r\n\r\n", " 431 "),
            new Case("no JSON", post("nonsense"), " 400 "),
            new Case("too many ids", post("{\"ids\":[" + "\"a\",".repeat(1_000) + "\"a\"]}"), " 413 "),
            new Case("a body too large", post(" ".repeat(600 << 10)), " 413 "),
            new Case(
                    "no method of it", "PUT /v1/patterns/p HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n", " 405 "),
            new Case("a body that does not come", POST + "Content-Length: 100\r\n\r\n{", " 408 "),
            new Case("a head that does not come", GET + "X: ", NOTHING));

    private Misbehaviour() {}

    /** What was answered otherwise than it must be. */
    static List<String> wronglyAnswered(int port) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Case one : CASES) {
            String answer = answer(port, one.request());
            String line = answer.lines().findFirst().orElse(NOTHING);
            if (one.answer().isEmpty() ? !line.isEmpty() : !line.contains(one.answer())) {
                wrong.add(one.what() + ": must be answered" + one.answer() + ", was '" + line + "'");
            }
        }
        return wrong;
    }

    private static String answer(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String post(String body) {
        return POST + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }
}
