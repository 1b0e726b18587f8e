package dev.credence.embedded.registry;

import java.util.Locale;

/** What may be changed. Confluent's {@code IMPORT} is not taken: ids are given here, not brought along. */
enum Mode {
    READWRITE,
    READONLY;

    static Mode parse(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw RegistryException.of(
                    42204, "Invalid mode '" + name + "'. Valid values here are READWRITE and READONLY");
        }
    }
}
