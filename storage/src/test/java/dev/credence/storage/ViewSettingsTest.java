package dev.credence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SQLite says of its settings, on connections as they are opened. */
class ViewSettingsTest extends ViewCase {
    @Test
    void shouldSetPageCacheAndMapWhenAReaderOpens() throws SQLException {
        published();
        config = config.with(new ViewConfig.Storing(3L << 20, 5L << 20, "normal"));

        try (Connection reader = Connections.readOnly(file(), config)) {
            assertThat(new Pragmas(reader).get("cache_size")).isEqualTo("-3072");
            assertThat(new Pragmas(reader).get("mmap_size")).isEqualTo(Long.toString(5L << 20));
        }
    }

    @ParameterizedTest
    @CsvSource({"off, 0", "normal, 1", "full, 2"})
    void shouldSetDurabilityWhenTheWriterOpens(String synchronous, String asSqliteSays) throws SQLException {
        published();
        config = config.with(new ViewConfig.Storing(3L << 20, 0, synchronous));

        try (Connection writer = Connections.readWrite(file(), config)) {
            Connections.setForService(writer, config);

            assertThat(new Pragmas(writer).get("synchronous")).isEqualTo(asSqliteSays);
            assertThat(new Pragmas(writer).get("cache_size")).isEqualTo("-3072");
        }
    }
}
