import dev.credence.client.ClientConfig;
import dev.credence.client.CredenceClient;
import dev.credence.core.model.Result;
import java.time.Duration;

/** An agent that keeps what it learned: java -cp … examples/Agent.java [URL], beside a running demo or up. */
class Agent {
    public static void main(String[] arguments) {
        String url = arguments.length == 0 ? "http://127.0.0.1:8080" : arguments[0];
        try (CredenceClient credence = CredenceClient.open(ClientConfig.http(url))) {
            credence.storePattern("recipe:mine", "recipe", "Read the error before the code.");
            credence.updateConfidence("recipe:mine", Result.SUCCESS);
            credence.flush(Duration.ofSeconds(10));
            credence.getPattern("recipe:mine").ifPresent(known ->
                    System.out.printf("%.4f that: %s%n", known.confidence().mean(), known.content()));
        }
    }
}
