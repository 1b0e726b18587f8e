package dev.credence.processor.view;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The clients by which a view follows the log, with their metrics; the owner of all of them. Made anew where the clock was
 * set back, by which they wait.
 */
record ViewLog(LogReader reader, TopicProbe probe, List<KafkaClientMetrics> metrics) implements AutoCloseable {
    static ViewLog open(ViewMaterialiserConfig config, MeterRegistry registry) {
        Consumer<byte[], byte[]> consumer = ViewClients.consumer(config);
        Admin admin;
        try {
            admin = ViewClients.admin(config);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        List<KafkaClientMetrics> metrics =
                List.of(new KafkaClientMetrics(consumer), new KafkaClientMetrics((AdminClient) admin));
        metrics.forEach(client -> client.bindTo(registry));
        TopicProbe probe = new AdminProbe(
                admin, List.of(config.topics().bodies(), config.topics().evidenceChangelog()));
        return new ViewLog(new LogReader(consumer), probe, metrics);
    }

    @Override
    public void close() {
        metrics.forEach(KafkaClientMetrics::close);
        try (probe) {
            reader.close();
        }
    }
}
