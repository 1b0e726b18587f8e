package dev.credence.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
    @ParameterizedTest
    @CsvSource({
        "credence.confidence-3@1042, credence.confidence, 3, 1042",
        "my-team-1.patterns-0@0, my-team-1.patterns, 0, 0",
        "a--1@9223372036854775807, a-, 1, 9223372036854775807",
        "x-7-12@5, x-7, 12, 5"
    })
    void shouldReadBackWhatItWrote(String text, String topic, int partition, long offset) {
        Receipt receipt = new Receipt(topic, partition, offset);

        assertThat(receipt).hasToString(text);
        assertThat(Receipt.parse(text)).isEqualTo(receipt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "-",
                "-1@2",
                "topic@2",
                "topic-@2",
                "topic-1@",
                "topic-1",
                "topic-1@-2",
                "topic-1@+2",
                "topic-٣@2",
                "topic-1@2x",
                "topic-99999999999@2",
                "topic-1@99999999999999999999",
                "topic-1@2@3"
            })
    void shouldRefuseWhatIsNoReceipt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Receipt.parse(text))
                .withMessageStartingWith("a receipt is TOPIC-PARTITION@OFFSET")
                .withMessageEndingWith("was \"" + text + '"');
    }

    @Test
    void shouldNotExistWithoutAnOffset() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Receipt("t", 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Receipt("", 0, 0));
    }
}
