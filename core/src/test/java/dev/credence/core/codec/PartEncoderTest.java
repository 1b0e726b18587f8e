package dev.credence.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.core.bytes.Hostile;
import dev.credence.core.bytes.MalformedBytesException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartEncoderTest {
    private static final String HASH = "3153f3d8d59f";
    private static final String RAW = "1e726561642074686520636f6465206265666f726520746865206572726f720101610162";
    private static final String ZLIB =
            "789c932b4a4d4c5128c9485548ce4f4955484a4dcb2f4a05f3538b8af28b181913199300e3b60bdb";
    private static final String ZSTD =
            "00002101001e726561642074686520636f6465206265666f726520746865206572726f720101610162";
    private static final String OVER_DICTIONARY = "3153f3d8d59f0000950000301e01016101620410055480c1302d90e20a";

    private static final String[] WORDS = {
        "retry", "after", "timeout", "when the service answers", "log", "what changed",
                "read the error before the code",
        "narrow", "failing test", "compare both sides", "never trust", "cache", "index", "query plan"
    };

    @Test
    void shouldTrainADictionaryOfTheTypesOwnTextsAndSaveMoreWithIt() {
        PartEncoder encoder = new PartEncoder(CodecConfig.DEFAULT);
        List<Encoded> parts = new ArrayList<>();
        List<Dictionary> trained = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Text text = text(i);
            Encoded part = encoder.encode(Kind.TEXT, "step", text);
            trained.addAll(encoder.takeTrained());
            parts.add(part);
            assertThat(Kind.TEXT.decode(part)).isEqualTo(text);
        }
        assertThat(trained)
                .isNotEmpty()
                .allMatch(dictionary -> dictionary.type().equals("step"));
        assertThat(parts.get(0).codec()).isIn(Codec.ZLIB, Codec.ZSTD);
        assertThat(parts.get(399).codec()).isEqualTo(Codec.ZSTD_DICTIONARY);
        assertThat(parts.get(399).dictionary()).isEqualTo(trained.get(trained.size() - 1));
        assertThat(stored(parts.subList(300, 400))).isLessThan(stored(parts.subList(0, 100)) * 6 / 10);
    }

    @Test
    void shouldTakeTheLowerLevelWithLessEffortAndTheSameDictionary() {
        PartEncoder always = new PartEncoder(CodecConfig.DEFAULT);
        PartEncoder inTurn = new PartEncoder(CodecConfig.DEFAULT);
        int lower = 0;
        long full = 0;
        long less = 0;
        for (int i = 0; i < 1_200; i++) {
            Text text = text(i);
            Effort effort = i % 2 == 0 ? Effort.FULL : Effort.LESS;
            Encoded best = always.encode(Kind.TEXT, "step", text);
            Encoded part = inTurn.encode(Kind.TEXT, "step", text, effort);
            assertThat(Kind.TEXT.decode(part)).isEqualTo(text);
            assertThat(part.dictionary()).isEqualTo(best.dictionary());
            assertThat(inTurn.takeTrained()).isEqualTo(always.takeTrained());
            if (effort == Effort.FULL) {
                assertThat(part).isEqualTo(best);
            } else if (!part.equals(best)) {
                assertThat(part).isEqualTo(zstd(text, 3, best.dictionary()));
                lower++;
                full += best.storedBytes();
                less += part.storedBytes();
            }
        }
        assertThat(lower)
                .as("of 600, but for those that all codecs were measured on")
                .isGreaterThan(500);
        assertThat(less).isBetween(full, full * 12 / 10);
    }

    @Test
    void shouldNotCompressOtherwiseThanItIsToldWithLessEffort() {
        Text text = new Text("again and again ".repeat(50), Map.of());
        for (TextChoice choice : List.of(TextChoice.RAW, TextChoice.ZLIB)) {
            PartEncoder encoder = new PartEncoder(new CodecConfig(choice, 6, VectorWidth.RAW));
            assertThat(encoder.encode(Kind.TEXT, "t", text, Effort.LESS))
                    .isEqualTo(encoder.encode(Kind.TEXT, "t", text));
        }
    }

    @Test
    void shouldGoOnWithTheDictionaryThatWasKept() {
        Dictionary kept = trained();
        Encoded part = new PartEncoder(CodecConfig.DEFAULT, type -> type.equals("step") ? kept : null)
                .encode(Kind.TEXT, "step", text(7));

        assertThat(part.codec()).isEqualTo(Codec.ZSTD_DICTIONARY);
        assertThat(part.dictionary()).isSameAs(kept);
    }

    @Test
    void shouldNotDecodeWithoutTheRightDictionary() {
        Dictionary kept = trained();
        Encoded part = new PartEncoder(CodecConfig.DEFAULT, type -> kept).encode(Kind.TEXT, "step", text(7));
        Dictionary other =
                new Dictionary("step", "something else entirely, and long enough".getBytes(StandardCharsets.UTF_8));

        assertThat(part.dictionaryHash()).isEqualTo(kept.hash());
        for (Encoded wrong : new Encoded[] {part.with(null), part.with(other)}) {
            assertThatThrownBy(() -> Kind.TEXT.decode(wrong))
                    .isInstanceOf(MalformedBytesException.class)
                    .hasMessage("the dictionary " + kept.hash() + " of this text is not at hand");
        }
        assertThat(Kind.TEXT.decode(part.with(null).with(kept))).isEqualTo(text(7));
    }

    @Test
    void shouldStoreIncompressibleTextsAsTheyAre() {
        byte[] noise = new byte[3_000];
        new Random(1).nextBytes(noise);
        StringBuilder wide = new StringBuilder();
        new Random(1).ints(2_000, 0x4E00, 0x9FFF).forEach(wide::appendCodePoint);
        for (TextChoice choice : TextChoice.values()) {
            PartEncoder encoder = new PartEncoder(new CodecConfig(choice, 9, VectorWidth.RAW));
            for (String content : List.of(
                    "", "a", "short", wide.toString(), Base64.getEncoder().encodeToString(noise))) {
                Text text = new Text(content, Map.of("k", "v"));
                Encoded part = encoder.encode(Kind.TEXT, "t", text);

                assertThat(part.storedBytes()).isLessThanOrEqualTo(part.originalBytes());
                assertThat(Kind.TEXT.decode(part)).isEqualTo(text);
            }
        }
    }

    @Test
    void shouldCompressAsItIsTold() {
        Text text = new Text("again and again ".repeat(50), Map.of());

        assertThat(codec(TextChoice.RAW, text)).isEqualTo(Codec.RAW);
        assertThat(codec(TextChoice.ZLIB, text)).isEqualTo(Codec.ZLIB);
        assertThat(codec(TextChoice.ZSTD, text)).isEqualTo(Codec.ZSTD);
        assertThatThrownBy(() -> new CodecConfig(TextChoice.AUTO, 10, VectorWidth.RAW))
                .hasMessage("codec.zlib.level must be 0 to 9, was 10");
    }

    @Test
    void shouldReadTextsOfEveryFormThatWasEverWritten() {
        byte[] content = "read the error before the code. ".repeat(20).getBytes(StandardCharsets.UTF_8);
        Dictionary dictionary = new Dictionary("step", content);
        Text text = new Text("read the code before the error", Map.of("a", "b"));

        assertThat(dictionary.key()).isEqualTo("!dict/step/" + HASH);
        assertThat(decoded(Codec.RAW, RAW)).isEqualTo(text);
        assertThat(decoded(Codec.ZLIB, ZLIB)).isEqualTo(text);
        assertThat(decoded(Codec.ZSTD, ZSTD)).isEqualTo(text);
        assertThat(Kind.TEXT.decode(
                        encoded(Codec.ZSTD_DICTIONARY, OVER_DICTIONARY).with(dictionary)))
                .isEqualTo(text);
    }

    @Test
    void shouldRefuseOrReadDamagedFrames() {
        Encoded plain =
                new PartEncoder(new CodecConfig(TextChoice.ZSTD, 6, VectorWidth.RAW)).encode(Kind.TEXT, "t", text(3));
        Encoded over = new PartEncoder(CodecConfig.DEFAULT, type -> trained()).encode(Kind.TEXT, "step", text(3));
        for (Encoded part : List.of(plain, over)) {
            Hostile.assertTotal(
                    part.bytes(),
                    bytes -> {
                        Kind.TEXT.decode(part.withBytes(bytes));
                        return bytes;
                    },
                    bytes -> bytes);
        }
        Encoded greedy = new Encoded(Codec.ZSTD, Integer.MAX_VALUE, new byte[100]);
        assertThatThrownBy(() -> Kind.TEXT.decode(greedy))
                .hasMessage("a zstd frame of 100 bytes cannot hold " + Integer.MAX_VALUE);
    }

    @Test
    void shouldKeepDictionariesAsRecords() {
        Dictionary dictionary = trained();
        byte[] value = dictionary.encode();

        assertThat(Dictionary.decode(dictionary.key(), value)).isEqualTo(dictionary);
        assertThat(value.length).isLessThan(dictionary.size());
        assertThatThrownBy(() -> Dictionary.decode("!dict/other/" + dictionary.hash() + "0", value))
                .isInstanceOf(MalformedBytesException.class);
        assertThatThrownBy(() -> Dictionary.decode("!dict/x", value)).isInstanceOf(MalformedBytesException.class);
        byte[] later = value.clone();
        later[0] = 9;
        assertThatThrownBy(() -> Dictionary.decode(dictionary.key(), later))
                .hasMessage("dictionary of format 9; this build reads format 1");
        Hostile.assertTotal(
                value,
                bytes -> {
                    Dictionary.decode(dictionary.key(), bytes);
                    return bytes;
                },
                bytes -> bytes);
    }

    private static Text decoded(Codec codec, String hex) {
        return Kind.TEXT.decode(encoded(codec, hex));
    }

    private static Encoded encoded(Codec codec, String hex) {
        return new Encoded(codec, 36, HexFormat.of().parseHex(hex));
    }

    private static Codec codec(TextChoice choice, Text text) {
        return new PartEncoder(new CodecConfig(choice, 6, VectorWidth.RAW))
                .encode(Kind.TEXT, "t", text)
                .codec();
    }

    private static Encoded zstd(Text text, int level, @Nullable Dictionary over) {
        byte[] original = text.toBytes();
        byte[] compressed = Zstd.compress(original, level, over, over == null ? new byte[0] : over.header());
        return new Encoded(
                over == null ? Codec.ZSTD : Codec.ZSTD_DICTIONARY,
                original.length,
                Objects.requireNonNull(compressed),
                over);
    }

    private static Dictionary trained() {
        PartEncoder encoder = new PartEncoder(CodecConfig.DEFAULT);
        for (int i = 0; i < 200; i++) {
            Encoded unused = encoder.encode(Kind.TEXT, "step", text(i));
        }
        return encoder.takeTrained().get(0);
    }

    private static Text text(int seed) {
        Random random = new Random(seed);
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            content.append(WORDS[random.nextInt(WORDS.length)]).append(i % 7 == 0 ? ". " : " ");
        }
        return new Text(content.toString(), Map.of("agent", "a" + seed % 9));
    }

    private static long stored(List<Encoded> parts) {
        return parts.stream().mapToLong(Encoded::storedBytes).sum();
    }
}
