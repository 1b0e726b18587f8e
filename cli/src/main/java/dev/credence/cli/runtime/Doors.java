package dev.credence.cli.runtime;

import dev.credence.cli.config.Key;
import dev.credence.cli.config.Settings;
import dev.credence.cli.config.SettingsException;
import dev.credence.query.access.Access;
import dev.credence.query.access.ApiKeysException;
import dev.credence.query.access.KeyedAccess;
import dev.credence.query.http.Listening;
import java.nio.file.Path;
import java.time.Duration;

/** Where the settings let a role listen, and whom they let in. */
final class Doors {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private Doors() {}

    /**
     * What a server of {@code role} listens on. Whoever asks needs a key if there is a file of keys; where only this
     * machine can connect, there need be none.
     *
     * @throws SettingsException if others could connect and nothing would keep them out, or the keys cannot be read
     */
    static Listening open(Role role, Settings settings, int port) {
        return new Listening(settings.text(Key.HTTP_HOST), port, Clients.limits(settings), access(role, settings));
    }

    /** Whom they let in; see {@link #open}. */
    static Access access(Role role, Settings settings) {
        if (settings.text(Key.HTTP_AUTH).equals("none")) {
            return Access.open();
        }
        String file = settings.text(Key.HTTP_API_KEYS_FILE);
        if (!file.isEmpty()) {
            return role.add("api keys", keys(file));
        }
        String host = settings.text(Key.HTTP_HOST);
        if (!Listening.isLoopback(host)) {
            throw new SettingsException("http.host is " + host + ", which others can reach, and there are no API keys:"
                    + " make one with 'credence keys add NAME --http-api-keys-file FILE' and set http.api.keys.file,"
                    + " or listen on 127.0.0.1, or set http.auth=none where something else keeps strangers out");
        }
        return Access.open();
    }

    private static KeyedAccess keys(String file) {
        try {
            return KeyedAccess.follow(Path.of(file), LOOK_EVERY);
        } catch (ApiKeysException unusable) {
            throw new SettingsException("http.api.keys.file is not usable: " + unusable.getMessage());
        }
    }
}
