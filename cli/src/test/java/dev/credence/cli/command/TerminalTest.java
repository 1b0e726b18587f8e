package dev.credence.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What people look at, in the eighty columns of a terminal. */
class TerminalTest {
    @Test
    void shouldFitStatisticsIntoEightyColumnsWhenFiguresAreLarge() throws IOException {
        StringWriter shown = new StringWriter();

        StatsCommand.show(new ObjectMapper().readTree("""
                {"as_of":"2026-01-02T03:04:05.000Z","patterns":1000000,"freshness_ms":{"p50":110,"p99":180},
                 "operations":{"count":123456789,"per_second":12345.6,"mean_ms":0.5,"p95_ms":0.9,"p99_ms":2.5},
                 "cache":{"hit_rate":0.81,"l1":{"hit_rate":0.5},"l2":{"hit_rate":0.2},"l3":{"hit_rate":0.1}},
                 "database":{"queries":12345678,"mean_ms":0.2,"p99_ms":1.5,"slow_queries":12,"slow":[],
                  "file_bytes":123456789,"wal_bytes":12345678,"pool":{"size":5,"busy":5,"waiting":100}},
                 "batches":{"count":123456,"events":123456789,"rows":12345678},
                 "compression":{"items":1000000,"original_bytes":1234567890,"stored_bytes":123456789,"saved":0.9,
                  "codecs":{"zlib":{"saved":0.241},"zstd":{"saved":0.19},"int8":{"saved":0.688},"columns":{"saved":0.5}}},
                 "ledger":[{"topic":"credence.confidence.priority","partition":63,"next_offset":1,"consumed":1234567890,
                  "applied":1234567880,"duplicate":0,"dead_lettered":10}]}"""), new PrintWriter(shown, true));

        assertThat(shown.toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .contains("LEDGER                         P       CONSUMED        APPLIED  DUPLICATE  DEAD")
                .noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void shouldDrawSharesAsBarsWhenThereAreSome() {
        double[] shares = {0, 0.49, 0.5, 1};

        assertThat(Sparkline.of(shares, StandardCharsets.UTF_8)).isEqualTo("▁▄▅█");
        assertThat(Sparkline.of(shares, StandardCharsets.US_ASCII)).isEmpty();
        assertThat(Sparkline.of(new double[] {0.5}, StandardCharsets.UTF_8)).isEmpty();
    }
}
