package dev.credence.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.credence.core.bytes.Hostile;
import dev.credence.core.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrajectoriesTest {
    private static final String GOLDEN =
            "0003028080e682b966140202020465646974047465737400020800022203010a040a0104000002010200040009f485c700";
    private static final double[] AWKWARD = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e-320,
        Double.NaN,
        Double.longBitsToDouble(0x7FF0_0000_0000_0001L),
        Double.longBitsToDouble(0xFFF8_1234_5678_9ABCL),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.1,
        1 / 3.0,
        1e300,
        9007199254740992.0,
        0.1f,
        1e-9,
        12.5
    };

    @Test
    void shouldGiveBackEveryBitOfEveryDouble() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < AWKWARD.length; i++) {
            steps.add(new Step(i, "a", AWKWARD[i], new double[] {AWKWARD[i], AWKWARD[AWKWARD.length - 1 - i]}));
        }
        assertComesBack(steps);
        for (double value : AWKWARD) {
            assertComesBack(List.of(new Step(0, "", value, new double[] {value})));
            assertComesBack(List.of(
                    new Step(0, "", 1.0, new double[] {value}), new Step(1, "", null, new double[] {1, value, 2})));
        }
    }

    @Test
    void shouldGiveBackSequencesOfEveryShape() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            assertComesBack(anyShape(random));
        }
        assertComesBack(List.of());
    }

    @Test
    void shouldSaveFourFifthsOfARealisticSequence() {
        Random random = new Random(9);
        List<Step> steps = new ArrayList<>();
        double[] state = new double[4];
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < state.length; j++) {
                state[j] = Math.rint((state[j] + random.nextGaussian() * 0.1) * 1000) / 1000;
            }
            String action = List.of("read", "edit", "test", "search").get(random.nextInt(4));
            steps.add(new Step(
                    1_760_000_000_000L + i * 1000L + random.nextInt(50),
                    action,
                    random.nextInt(5) == 0 ? 0.25 * random.nextInt(5) : null,
                    state.clone()));
        }
        Encoded part = Trajectories.encode(steps);

        assertThat(part.codec()).isEqualTo(Codec.COLUMNS);
        assertThat(1 - 1 / part.ratio()).isGreaterThan(0.8);
        assertThat(part.originalBytes()).isEqualTo(Steps.write(steps).length);
    }

    @Test
    void shouldLeaveAsItIsWhatDoesNotGetSmaller() {
        Random random = new Random(2);
        List<Step> noise = List.of(new Step(random.nextLong(), "x", null, new double[] {random.nextGaussian()}));

        assertThat(Trajectories.encode(noise).codec()).isEqualTo(Codec.RAW);
        assertComesBack(noise);
    }

    @Test
    void shouldReadTrajectoriesOfEveryFormThatWasEverWritten() {
        List<Step> steps = List.of(
                new Step(1_760_000_000_000L, "edit", 0.5, new double[] {1, 2.5}),
                new Step(1_760_000_000_010L, "test", null, new double[] {1, 2.25}),
                new Step(1_760_000_000_021L, "edit", 1.0, new double[] {1, -0.25}));
        byte[] plain = Steps.write(steps);

        assertThat(Trajectories.decode(new Encoded(Codec.RAW, plain.length, plain)))
                .isEqualTo(steps);
        assertThat(Trajectories.decode(new Zlib(9).encode(plain))).isEqualTo(steps);
        assertThat(HexFormat.of().formatHex(Trajectories.encode(steps).bytes())).isEqualTo(GOLDEN);
        assertThat(Trajectories.decode(
                        new Encoded(Codec.COLUMNS, plain.length, HexFormat.of().parseHex(GOLDEN))))
                .isEqualTo(steps);
    }

    @Test
    void shouldRefuseOrReadDamagedColumns() {
        Encoded part = Trajectories.encode(anyShape(new Random(77)));
        Hostile.assertTotal(
                part.bytes(),
                bytes -> {
                    Trajectories.decode(new Encoded(Codec.COLUMNS, part.originalBytes(), bytes));
                    return bytes;
                },
                bytes -> bytes);
    }

    @Test
    void shouldRefuseATrajectoryThatIsTooLarge() {
        List<Step> steps = List.of(new Step(0, "", null, new double[Trajectories.MAX_BYTES / 8]));
        assertThatThrownBy(() -> Trajectories.encode(steps)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTakeNoLongerWhenOneStateIsLongAmongManyThatAreEmpty() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            steps.add(new Step(i, "", null, new double[i == 30_000 ? 60_000 : 0]));
        }

        // The product of both numbers would take far longer.
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertComesBack(steps));
    }

    private static List<Step> anyShape(Random random) {
        List<Step> steps = new ArrayList<>();
        double scale = Math.pow(10, random.nextInt(6));
        int dimensions = random.nextInt(5);
        for (int i = random.nextInt(80); i > 0; i--) {
            double[] state = new double[random.nextInt(9) == 0 ? random.nextInt(12) : dimensions];
            for (int j = 0; j < state.length; j++) {
                state[j] = switch (random.nextInt(12)) {
                    case 0 -> AWKWARD[random.nextInt(AWKWARD.length)];
                    case 1 -> random.nextGaussian();
                    case 2 -> (float) random.nextGaussian();
                    default -> Math.rint(random.nextGaussian() * scale) / scale;
                };
            }
            steps.add(new Step(
                    random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(100_000),
                    "act-é" + random.nextInt(4),
                    random.nextBoolean() ? null : random.nextInt(100) / 100.0,
                    state));
        }
        return steps;
    }

    private static void assertComesBack(List<Step> steps) {
        Encoded part = Trajectories.encode(steps);
        List<Step> back = Trajectories.decode(part);
        // By bytes: equality of steps takes all NaNs for one.
        assertThat(Steps.write(back)).isEqualTo(Steps.write(steps));
    }
}
