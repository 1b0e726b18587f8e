package dev.credence.client;

import static org.awaitility.Awaitility.await;

import dev.credence.core.evidence.HalfLives;
import dev.credence.ingest.http.WritingRoutes;
import dev.credence.ingest.publish.Publisher;
import dev.credence.ingest.publish.PublisherConfig;
import dev.credence.processor.Processor;
import dev.credence.processor.config.ProcessorConfig;
import dev.credence.processor.view.ViewGenerations;
import dev.credence.processor.view.ViewMaterialiser;
import dev.credence.processor.view.ViewMaterialiserConfig;
import dev.credence.query.QueryConfig;
import dev.credence.query.QueryService;
import dev.credence.query.http.Mount;
import dev.credence.query.read.ProcessInfo;
import dev.credence.query.read.ServingStatus;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.storage.View;
import dev.credence.storage.ViewConfig;
import dev.credence.storage.ViewIdentity;
import dev.credence.storage.ViewReader;
import dev.credence.testkit.KafkaCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Every role on a shared cluster, with topics, a view and a port of their own. */
final class RunningStack {
    /** Long enough for what a read must wait for, and for a build machine. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final TopicCatalogue topics;
    private final PublisherConfig publisher;
    private final Path view;
    private final QueryService service;

    RunningStack(KafkaCluster cluster, Path directory) {
        topics = cluster.freshTopics(2);
        publisher = new PublisherConfig(cluster.bootstrapServers(), Map.of(), cluster.registryUrl(), Map.of(), topics);
        view = directory.resolve("view");
        ViewConfig viewConfig = ViewConfig.in(view);
        ProcessorConfig config = ProcessorConfig.of(
                cluster.bootstrapServers(), cluster.registryUrl(), topics, directory.resolve("processor"));
        WritingRoutes writing = add(new WritingRoutes(add(Publisher.open(publisher)), InstantSource.system()));
        add(Processor.start(config, new SimpleMeterRegistry()));
        ViewMaterialiser materialiser = add(ViewMaterialiser.start(
                ViewMaterialiserConfig.of(cluster.bootstrapServers(), Map.of(), topics),
                ViewGenerations.of(
                        viewConfig, new ViewIdentity(topics.applicationId(), topics.prefix(), HalfLives.DEFAULT)),
                new SimpleMeterRegistry()));
        ViewReader reader = add(View.openReader(viewConfig));
        service = add(QueryService.start(
                QueryConfig.onPort(0),
                reader,
                ServingStatus.alone(new ProcessInfo(
                        "1", null, List.of("query-service"), topics.applicationId(), topics.prefix(), 1_000)),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                List.of(
                        new Mount("POST", "/v1/patterns", writing::postPatterns),
                        new Mount("POST", "/v1/confidence", writing::postConfidence),
                        new Mount("DELETE", "/v1/patterns/{id}", writing::deletePattern))));
        await().atMost(PATIENCE).until(materialiser::ready);
    }

    TopicCatalogue topics() {
        return topics;
    }

    String url() {
        return "http://127.0.0.1:" + service.port();
    }

    /** Over HTTP alone. */
    ClientConfig overHttp() {
        return ClientConfig.http(url());
    }

    /** Reads in process, writes into Kafka. */
    ClientConfig inProcess() {
        return ClientConfig.inProcess(view).withKafka(publisher);
    }

    /** How to write into Kafka, past the checks of the writing routes. */
    PublisherConfig publisher() {
        return publisher;
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    void stop() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
    }
}
