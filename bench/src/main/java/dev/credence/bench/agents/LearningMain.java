package dev.credence.bench.agents;

import dev.credence.bench.stack.Stack;
import dev.credence.cli.runtime.Clients;
import dev.credence.client.CredenceClient;
import dev.credence.query.cache.CacheConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The program of {@link LearningProcess}: all roles, and whoever reports outcomes. It is told what to do by lines on
 * standard input and ends with it.
 */
final class LearningMain {
    /** Followed by the seed of the outcomes that begin. */
    static final String BEGIN = "begin ";
    /** The same with outcomes that {@link Unlearned} takes. */
    static final String BEGIN_UNLEARNED = "unlearned ";
    /** Ends the outcomes; answered by {@link #ENDED} once all are readable, or acknowledged if nobody learns. */
    static final String END = "end";
    /** Followed by the view's directory: every pattern is readable there. */
    static final String READY = "patterns are readable in ";
    /** Followed by how many outcomes a second were acknowledged. */
    static final String ENDED = "outcomes ended ";

    private LearningMain() {}

    /** Takes the number of patterns. */
    public static void main(String[] arguments) throws Exception {
        Memory memory = new Memory(Integer.parseInt(arguments[0]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Stack stack = Stack.start(out::println);
                CredenceClient client = Agents.client(stack, CacheConfig.defaults());
                Unlearned unlearned = Unlearned.start(stack)) {
            Agents.fill(client, memory);
            out.println(READY + Clients.view(stack.up().settings()).directory());
            Outcomes outcomes = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(BEGIN)) {
                    outcomes = new Outcomes(client, memory, seed(line, BEGIN));
                } else if (line.startsWith(BEGIN_UNLEARNED)) {
                    outcomes = new Outcomes(unlearned.client(), memory, seed(line, BEGIN_UNLEARNED));
                } else {
                    out.println(ENDED + ended(outcomes, client));
                }
            }
        }
    }

    private static long seed(String line, String command) {
        return Long.parseLong(line.substring(command.length()));
    }

    private static String ended(@Nullable Outcomes outcomes, CredenceClient client) throws Exception {
        double perSecond = outcomes == null ? 0 : outcomes.end();
        client.flush(Duration.ofMinutes(1));
        return String.format(Locale.ROOT, "%.1f", perSecond);
    }
}
