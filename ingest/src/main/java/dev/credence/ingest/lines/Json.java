package dev.credence.ingest.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;

/** How Jackson is set up for lines. */
final class Json {
    private Json() {}

    static JsonFactory factory() {
        // Names come from outside: interning and caching them would keep an attacker's for ever.
        return ((JsonFactoryBuilder) JsonFactory.builder())
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .build();
    }
}
