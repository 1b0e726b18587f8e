package dev.credence.cli.runtime;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.SettingsException;
import dev.credence.processor.Processor;
import dev.credence.processor.view.ViewGenerations;
import dev.credence.processor.view.ViewMaterialiser;
import dev.credence.processor.view.ViewMaterialiserConfig;
import dev.credence.query.QueryConfig;
import dev.credence.query.QueryService;
import dev.credence.query.http.HttpLimits;
import dev.credence.query.http.Mount;
import dev.credence.query.read.ServingStatus;
import dev.credence.schemas.topic.TopicCatalogue;
import dev.credence.storage.View;
import dev.credence.storage.ViewReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** The roles that run against a Kafka which is there already. */
public final class Roles {
    private Roles() {}

    /** The processor alone. */
    public static Role processor(Settings settings, MeterRegistry metrics) {
        Role role = new Role();
        return closedOnFailure(role, () -> addProcessor(role, settings, existing(settings), metrics));
    }

    /** The processor, and the view writer beside it. */
    public static Role processorAndView(Settings settings, MeterRegistry metrics) {
        Role role = new Role();
        return closedOnFailure(role, () -> {
            TopicCatalogue catalogue = existing(settings);
            addProcessor(role, settings, catalogue, metrics);
            addView(role, settings, catalogue, metrics);
        });
    }

    /** The view writer alone. */
    public static Role view(Settings settings, MeterRegistry metrics) {
        Role role = new Role();
        return closedOnFailure(role, () -> addView(role, settings, existing(settings), metrics));
    }

    /** The query service alone. */
    public static Role queryService(Settings settings, PrometheusMeterRegistry metrics) {
        Role role = new Role();
        return closedOnFailure(role, () -> addQueryService(role, settings, ServingStatus.alone(), List.of(), metrics));
    }

    static QueryService addQueryService(
            Role role, Settings settings, ServingStatus status, List<Mount> mounts, PrometheusMeterRegistry metrics) {
        String host = settings.text(Key.HTTP_HOST);
        if (!isLoopback(host) && !settings.text(Key.HTTP_AUTH).equals("none")) {
            throw new SettingsException("http.host is " + host + ", which others can reach, and this version has no API"
                    + " keys yet: listen on 127.0.0.1, or set http.auth=none where something else keeps strangers out");
        }
        ViewReader reader = role.add("view reader", View.openReader(Clients.view(settings)));
        QueryConfig config = new QueryConfig(host, settings.number(Key.HTTP_PORT), HttpLimits.defaults());
        return role.add("query service", QueryService.start(config, reader, status, metrics, mounts));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SettingsException("http.host is not an address of this machine, was '" + host + "'");
        }
    }

    static Processor addProcessor(Role role, Settings settings, TopicCatalogue catalogue, MeterRegistry metrics) {
        Processor processor = Processor.start(Clients.processor(settings, catalogue), metrics);
        return role.add("processor", processor, processor::failure);
    }

    static ViewMaterialiser addView(Role role, Settings settings, TopicCatalogue catalogue, MeterRegistry metrics) {
        ViewMaterialiser materialiser = ViewMaterialiser.start(
                ViewMaterialiserConfig.of(settings.text(Key.BOOTSTRAP_SERVERS), settings.kafka("consumer"), catalogue),
                ViewGenerations.of(Clients.view(settings), Clients.identity(settings)),
                metrics);
        return role.add("view writer", materialiser, materialiser::failure);
    }

    /** What was begun before a failure does not outlive it. */
    static Role closedOnFailure(Role role, Runnable start) {
        try {
            start.run();
            return role;
        } catch (RuntimeException e) {
            role.close();
            throw e;
        }
    }

    private static TopicCatalogue existing(Settings settings) {
        try (Admin admin = Clients.admin(settings)) {
            return Clients.existing(settings, admin);
        }
    }
}
