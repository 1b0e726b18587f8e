package dev.credence.embedded.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Main class of the child JVM. Says {@link #READY} or {@link #FAILED} with a cause on stdout, and ends when its stdin
 * does: the parent holds the other end, and the system closes it however the parent dies.
 */
final class BrokerMain {
    static final String READY = "ready";
    static final String FAILED = "failed ";

    private static final long ORPHAN_GRACE_MS = 8_000;

    private BrokerMain() {}

    public static void main(String[] args) {
        PrintStream parent = System.out;
        System.setOut(System.err);
        try {
            Properties properties = load(Path.of(args[0]));
            Path logDir = Path.of(properties.getProperty("log.dirs"));
            format(logDir);
            if (ServerProperties.wasKilled(logDir)) {
                DeadRegistration.end(properties);
            }
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "orderly-stop"));
            endWithParent();
            server.startup();
            parent.println(READY);
            server.awaitShutdown();
        } catch (Throwable t) {
            // Kafka's threads would keep a JVM without a broker alive for ever.
            t.printStackTrace();
            parent.println(FAILED + oneLine(t));
            parent.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static void format(Path logDir) throws Exception {
        if (Files.exists(logDir.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logDir);
        new Formatter()
                .setPrintStream(System.err)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setNodeId(ServerProperties.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(logDir.toString()))
                .setMetadataLogDirectory(logDir.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(ServerProperties.CONTROLLER_LISTENER)
                .run();
    }

    private static void endWithParent() {
        Thread watch = new Thread(BrokerMain::exitAtEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; only the end matters.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Thread impatience = new Thread(BrokerMain::haltAfterGrace, "impatience");
        impatience.setDaemon(true);
        impatience.start();
        System.exit(0);
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(ORPHAN_GRACE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static String oneLine(Throwable t) {
        Throwable root = t;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return (t + (root == t ? "" : " <- " + root)).replaceAll("\\s+", " ");
    }
}
