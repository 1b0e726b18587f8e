package dev.credence.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.credence.core.body.BodyCodec;
import dev.credence.core.body.BodyFormat;
import dev.credence.core.body.BodyRecord;
import dev.credence.core.body.StoredBody;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.codec.Dictionary;
import dev.credence.core.evidence.EvidenceRow;
import dev.credence.core.ledger.LedgerFormat;
import dev.credence.core.model.Outcome;
import dev.credence.core.model.Pattern;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever the bytes, a decoder answers or refuses. The build runs the kept inputs; {@code acceptance/fuzz/run} looks for
 * more, guided by the coverage.
 */
class DecodersFuzzTest {
    private final EventDecoder decoder =
            new EventDecoder(id -> id == 1 ? EventSchemas.pattern() : EventSchemas.confidence());
    private final EventEncoder encoder = new EventEncoder(1, 2, 2);

    @FuzzTest
    void outcomes(byte @Nullable [] value) {
        if (decoder.outcome(value) instanceof Decoded.Event<Outcome> event) {
            assertThat(decoder.outcome(encoder.encode(event.value()))).isEqualTo(event);
        }
        if (value != null) {
            PlainOutcomes.demandAgreement(decoder, value);
        }
    }

    @FuzzTest
    void patterns(byte @Nullable [] value) {
        if (decoder.pattern(value) instanceof Decoded.Event<Pattern> event) {
            assertThat(decoder.pattern(encoder.encode(event.value()))).isEqualTo(event);
        }
    }

    @FuzzTest
    void bodies(byte @Nullable [] value) {
        answers(value, bytes -> {
            BodyRecord body = BodyFormat.decode(bytes);
            assertThat(BodyFormat.decode(BodyFormat.encode(body))).isEqualTo(body);
            if (body instanceof StoredBody stored) {
                assertThat(BodyCodec.decode("id", stored).id()).isEqualTo("id");
            }
        });
    }

    @FuzzTest
    void rows(byte @Nullable [] value) {
        answers(value, EvidenceRow::decode);
        answers(value, LedgerFormat::decode);
        answers(value, LedgerFormat::decodeRefused);
        answers(value, bytes -> Dictionary.decode("key", bytes));
    }

    private static void answers(byte @Nullable [] value, Consumer<byte[]> decode) {
        if (value == null) {
            return;
        }
        try {
            decode.accept(value);
        } catch (MalformedBytesException refused) {
            assertThat(refused).hasMessageMatching("(?s).{1,500}");
        }
    }
}
