package dev.credence.query.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptTest {
    @Test
    void shouldTakeThePartitionBehindTheLastHyphen() {
        assertThat(Receipt.parse("my-fleet.patterns-3@17")).isEqualTo(new Receipt("my-fleet.patterns", 3, 17));
    }

    @Test
    void shouldBeWrittenAsItIsRead() {
        assertThat(new Receipt("credence.confidence", 0, 9_000_000_000L))
                .hasToString("credence.confidence-0@9000000000");
    }

    @Test
    void shouldBeNoneWhenAnythingIsMissingOrOutOfRange() {
        for (String text : new String[] {
            "",
            "a",
            "a-1",
            "a@1",
            "-1@1",
            "a-@1",
            "a-1@",
            "a-1@-1",
            "a-x@1",
            "a-1@1 ",
            "a-1@99999999999999999999",
            "a-9999999999@1",
            "a b-1@1"
        }) {
            assertThat(Receipt.parse(text)).as(text).isNull();
        }
    }
}
