package dev.credence.cli.command;

import dev.credence.cli.config.Settings;
import dev.credence.cli.runtime.Clients;
import dev.credence.cli.runtime.Cluster;
import dev.credence.ingest.lines.LineError;
import dev.credence.ingest.publish.LineListener;
import dev.credence.ingest.publish.LinePublisher;
import dev.credence.ingest.publish.LineTotals;
import dev.credence.ingest.publish.PublishException;
import dev.credence.ingest.publish.Publisher;
import dev.credence.ingest.publish.PublisherConfig;
import dev.credence.ingest.publish.Receipt;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "publish",
        description = {
            "Publishes JSON lines. Bad lines are reported with their number, and the rest goes on.",
            "The last line says how many were stored: acked=20000 rejected=2"
        },
        footer = {
            "",
            "Examples:",
            "  credence publish confidence outcomes.jsonl",
            "  echo '{\"pattern_id\":\"p1\",\"outcome\":\"success\"}' |",
            "    credence publish confidence --receipts"
        })
final class PublishCommand implements Callable<Integer>, TakesSettings {
    private static final String CRC32 = "dev.credence.ingest.publish.Crc32Partitioner";

    private enum What {
        patterns,
        confidence
    }

    private enum Partitioner {
        murmur2,
        crc32
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "patterns|confidence", description = "What the lines are.")
    private What what = What.patterns;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The lines; '-' or nothing: standard input.")
    private String file = "-";

    @Option(names = "--receipts", description = "Print LINE<TAB>RECEIPT for each line that is stored.")
    private boolean receipts;

    @Option(
            names = "--partitioner",
            paramLabel = "NAME",
            description = "murmur2 (default), as Java clients do it; crc32, as librdkafka's clients do.")
    private Partitioner partitioner = Partitioner.murmur2;

    @Override
    public Integer call() throws IOException {
        CommandSpec given = Objects.requireNonNull(spec);
        PrintWriter out = Out.of(given);
        PrintWriter err = Out.errorsOf(given);
        try (CountedInput lines = open();
                Publisher publisher = Publisher.open(config(given))) {
            LineTotals totals = publish(publisher, lines, out, err);
            out.println("acked=" + totals.acked() + " rejected=" + totals.rejected());
            out.flush();
            return exitCode(totals, err);
        }
    }

    private LineTotals publish(Publisher publisher, CountedInput lines, PrintWriter out, PrintWriter err)
            throws IOException {
        try (Progress progress = Progress.of("publishing", lines.size(), lines::bytesRead)) {
            LinePublisher linePublisher = new LinePublisher(publisher, new LineListener() {
                @Override
                public void rejected(LineError error) {
                    progress.interrupt(() -> {
                        err.println(error);
                        err.flush();
                    });
                }

                @Override
                public void acked(long line, Receipt receipt) {
                    if (receipts) {
                        out.println(line + "\t" + receipt);
                    }
                }
            });
            return what == What.patterns
                    ? linePublisher.publishPatterns(lines)
                    : linePublisher.publishOutcomes(lines, InstantSource.system());
        }
    }

    private static int exitCode(LineTotals totals, PrintWriter err) {
        PublishException failure = totals.failure();
        if (failure != null) {
            err.println("credence: stopped: " + failure.getMessage()
                    + (totals.unconfirmed() > 0 ? "; of " + totals.unconfirmed() + " lines nobody can say" : ""));
            err.flush();
            return Failures.exitCode(failure);
        }
        return totals.rejected() > 0 ? ExitCode.SHORT : ExitCode.DONE;
    }

    private PublisherConfig config(CommandSpec given) {
        Settings settings = Defaults.settings(given);
        Cluster.requireListener(settings);
        PublisherConfig config = Clients.publisher(settings, Clients.catalogue(settings));
        if (partitioner == Partitioner.murmur2) {
            return config;
        }
        Map<String, String> kafka = new HashMap<>(config.kafka());
        kafka.put("partitioner.class", CRC32);
        return new PublisherConfig(
                config.bootstrapServers(), kafka, config.registryUrl(), config.registry(), config.topics());
    }

    private CountedInput open() {
        if (file.equals("-")) {
            return new CountedInput(new BufferedInputStream(System.in), -1);
        }
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)), 1 << 16);
            return new CountedInput(in, Files.size(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw new CommandFailedException(ExitCode.USAGE, "there is no file " + file, e);
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
