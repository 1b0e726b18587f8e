package dev.credence.cli.runtime;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.report.Reporter;
import dev.credence.query.http.RoleServed;
import dev.credence.query.http.RoleServer;
import dev.credence.query.read.ProcessInfo;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every role has beside its work: figures of its process, a report in its log, and a port to look at it. */
final class Monitoring {
    private Monitoring() {}

    /** A role without parts, whose process is measured. */
    static Role measured(MeterRegistry metrics) {
        Role role = new Role();
        role.add("process metrics", ProcessMeters.bind(metrics));
        return role;
    }

    static ProcessInfo process(Settings settings, String... roles) {
        Build build = Build.read();
        return new ProcessInfo(
                build.version(),
                build.commit(),
                List.of(roles),
                settings.text(Key.APPLICATION_ID),
                settings.text(Key.TOPICS_PREFIX),
                ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    /** Says at {@code address} how the parts are; nowhere if it is null. */
    static void serve(
            Role role,
            Settings settings,
            @Nullable StatusAddress address,
            RoleStatus parts,
            PrometheusMeterRegistry metrics) {
        if (address != null) {
            RoleServed served = new RoleServed(
                    parts.process(),
                    parts::rolesReady,
                    parts::generation,
                    parts::obstacle,
                    metrics,
                    InstantSource.system());
            RoleServer server = RoleServer.start(Doors.open(role, settings, address.port()), served, List.of());
            role.add("status port", server);
            address.bound().accept(server.port());
        }
    }

    /** Reports into the log, if the settings want it. */
    static void report(Role role, Settings settings, Supplier<byte[]> statistics) {
        Clients.reportInterval(settings)
                .ifPresent(interval -> role.add("report", Reporter.every(interval, statistics)));
    }

    static boolean reports(Settings settings) {
        return Clients.reportInterval(settings).isPresent();
    }
}
