package dev.credence.client;

import dev.credence.client.contract.EventSink;
import dev.credence.client.contract.PatternSource;
import dev.credence.client.http.HttpSink;
import dev.credence.client.http.HttpSource;
import dev.credence.client.http.HttpTarget;
import dev.credence.client.kafka.KafkaSink;
import dev.credence.client.view.Views;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/** Makes the two halves that a configuration names. Classes of Kafka and of the view are touched only where it does. */
final class Halves {
    private Halves() {}

    static PatternSource source(ClientConfig config) {
        Path view = config.view();
        return view == null ? new HttpSource(target(config, Objects.requireNonNull(config.url()))) : Views.open(view);
    }

    static EventSink sink(ClientConfig config) {
        if (config.kafka() != null) {
            return KafkaSink.open(config.kafka());
        }
        URI writeUrl = config.writeUrl();
        return writeUrl == null ? new NoSink() : new HttpSink(target(config, writeUrl));
    }

    private static HttpTarget target(ClientConfig config, URI url) {
        return new HttpTarget(url, config.apiKey(), config.connectTimeout(), config.timeout(), config.attempts());
    }
}
