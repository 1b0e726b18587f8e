package dev.credence.bench.pipeline;

import dev.credence.bench.Rounds;
import dev.credence.bench.load.OutcomeLoad;
import dev.credence.bench.stack.LocalKafka;
import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The product and its peers over the same backlog, by turns. */
final class Contest {
    static final String NO_OP = "no-op topology";
    static final String KTABLE = "KTable on RocksDB";
    static final String WINDOWED = "windowed on RocksDB";
    static final String CONSUMER = "raw consumer";
    static final String PRODUCER = "producer alone";
    static final String PRODUCT = "topic → SQLite";

    private final LocalKafka kafka;
    private final OutcomeLoad load;
    private final String prefix;
    private final PrintWriter progress;

    /** @param prefix of the topics, so that each contest has its own */
    Contest(LocalKafka kafka, OutcomeLoad load, String prefix, PrintWriter progress) {
        this.kafka = kafka;
        this.load = load;
        this.prefix = prefix;
        this.progress = progress;
    }

    /** Rates in outcomes a second, by who reached them. */
    Map<String, Rounds> run(int rounds) throws Exception {
        Map<String, Pass> passes = passes();
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Pass> pass : passes.entrySet()) {
                rates.computeIfAbsent(pass.getKey(), none -> new ArrayList<>())
                        .add(pass.getValue().rate(kafka.settings(prefix, prefix + "-" + round)));
            }
            progress.println("  " + prefix + ", round " + round + " of " + rounds + " done");
            progress.flush();
        }
        Map<String, Rounds> all = new LinkedHashMap<>();
        rates.forEach((name, figures) -> all.put(name, new Rounds(figures)));
        return all;
    }

    private interface Pass {
        /** @param ofRound with an application and a directory of its own */
        double rate(Settings ofRound) throws Exception;
    }

    private Map<String, Pass> passes() {
        long unused = kafka.publish(kafka.settings(prefix, prefix), load);
        Map<String, Pass> passes = new LinkedHashMap<>();
        passes.put(PRODUCER, ofRound -> {
            String own = ofRound.text(Key.APPLICATION_ID);
            return load.outcomes() / (kafka.publish(kafka.settings(own, own), load) / 1e9);
        });
        passes.put(CONSUMER, ofRound -> Passes.consumed(ofRound, load.outcomes()));
        passes.put(NO_OP, ofRound -> Passes.peer(PeerTopology.noOp(), ofRound, load.outcomes()));
        passes.put(KTABLE, ofRound -> Passes.peer(PeerTopology.kTable(kafka.registry()), ofRound, load.outcomes()));
        passes.put(WINDOWED, ofRound -> Passes.peer(PeerTopology.windowed(kafka.registry()), ofRound, load.outcomes()));
        passes.put(PRODUCT, ofRound -> Passes.product(ofRound, load));
        return passes;
    }
}
