package dev.credence.query.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process is, for those who meet it on a port.
 *
 * @param version of the build
 * @param commit that it was built from; null if the build did not know
 * @param roles that run in it, the main one first
 * @param startedAtMs Unix milliseconds
 */
public record ProcessInfo(
        String version,
        @Nullable String commit,
        List<String> roles,
        String applicationId,
        String topicsPrefix,
        long startedAtMs) {
    public ProcessInfo {
        roles = List.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a process must have a role");
        }
    }
}
