package dev.credence.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.ingest.lines.LineError;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RejectedLinesTest {
    @Test
    void shouldKeepTheFirstLinesWheneverTheyAreRefused() {
        RejectedLines rejected = new RejectedLines();
        LongStream.rangeClosed(2, 3L * RejectedLines.MOST).forEach(line -> rejected.add(error(line)));
        rejected.add(error(1));

        assertThat(rejected.count()).isEqualTo(3L * RejectedLines.MOST);
        assertThat(rejected.first())
                .extracting(LineError::line)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, RejectedLines.MOST).boxed().toList());
    }

    private static LineError error(long line) {
        return new LineError(line, LineError.BAD_JSON, "d");
    }
}
