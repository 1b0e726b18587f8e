import dev.credence.client.ClientConfig;
import dev.credence.client.CredenceClient;
import dev.credence.core.model.Result;
import java.time.Duration;

/** An agent that keeps what it learned: java -cp … examples/Agent.java [URL], beside a running demo or up. */
class Agent {
    public static void main(String[] args) {
        String url = args.length > 0 ? args[0] : "http://127.0.0.1:8080";
        try (CredenceClient credence = CredenceClient.connect(ClientConfig.at(url))) {
            credence.storePattern("recipe:agent", "recipe", "Read the error before the code.");
            credence.updateConfidence("recipe:agent", Result.SUCCESS);
            System.out.println("readable: " + credence.flush(Duration.ofSeconds(10)));
            credence.getPattern("recipe:agent").ifPresent(known -> System.out.println(known.confidence()));
            credence.top("recipe", 3).forEach(known -> System.out.println(known.id() + " " + known.usageCount()));
            System.out.println(credence.report());
        }
    }
}
