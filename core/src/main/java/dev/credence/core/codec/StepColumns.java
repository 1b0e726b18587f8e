package dev.credence.core.codec;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.bytes.MalformedBytesException;
import dev.credence.core.model.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a trajectory, in the order in which they are written. */
final class StepColumns {
    /*
     * number of steps | times | names of actions, by first use | number of the name of each step
     * | whether there is a reward, by step | rewards | lengths of states | layout | values of states
     *
     * Of long trajectories each dimension is a column; where there are more dimensions than steps, all values are one.
     */
    private static final int BY_DIMENSION = 0;
    private static final int ALL_IN_ONE = 1;

    private StepColumns() {}

    static byte[] write(List<Step> steps, boolean varints) {
        ByteWriter out = new ByteWriter(steps.size() * 16 + 64).varint(steps.size());
        LongColumn.write(out, steps.stream().mapToLong(Step::atMs).toArray(), varints);
        writeActions(out, steps, varints);
        writeRewards(out, steps, varints);
        LongColumn.write(
                out, steps.stream().mapToLong(step -> step.state().length).toArray(), varints);
        writeStates(out, steps, varints);
        return out.toBytes();
    }

    /** @param originalBytes bounds what a damaged number can make this allocate */
    static List<Step> read(ByteReader in, int originalBytes) {
        int size = in.naturalInt();
        if (size > originalBytes / Steps.LEAST_BYTES) {
            throw new MalformedBytesException(size + " steps in " + originalBytes + " bytes");
        }
        long[] times = LongColumn.read(in, size);
        String[] actions = readActions(in, size);
        @Nullable Double[] rewards = readRewards(in, size);
        double[][] states = readStates(in, size, originalBytes);
        in.end();
        List<Step> steps = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            steps.add(new Step(times[i], actions[i], rewards[i], states[i]));
        }
        return steps;
    }

    private static void writeActions(ByteWriter out, List<Step> steps, boolean varints) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        long[] numbered = new long[steps.size()];
        for (int i = 0; i < numbered.length; i++) {
            int next = numbers.size();
            numbered[i] = numbers.computeIfAbsent(steps.get(i).action(), first -> next);
        }
        out.varint(numbers.size());
        numbers.keySet().forEach(out::text);
        LongColumn.write(out, numbered, varints);
    }

    private static String[] readActions(ByteReader in, int size) {
        String[] names = new String[in.length(1)];
        for (int i = 0; i < names.length; i++) {
            names[i] = in.text();
        }
        long[] numbers = LongColumn.read(in, size);
        String[] actions = new String[size];
        for (int i = 0; i < size; i++) {
            if (numbers[i] < 0 || numbers[i] >= names.length) {
                throw new MalformedBytesException("action " + numbers[i] + " of " + names.length);
            }
            actions[i] = names[(int) numbers[i]];
        }
        return actions;
    }

    private static void writeRewards(ByteWriter out, List<Step> steps, boolean varints) {
        LongColumn.write(
                out,
                steps.stream().mapToLong(step -> step.reward() == null ? 0 : 1).toArray(),
                varints);
        double[] rewards = new double[steps.size()];
        int present = 0;
        for (Step step : steps) {
            Double reward = step.reward();
            if (reward != null) {
                rewards[present++] = reward;
            }
        }
        DoubleColumn.write(out, Arrays.copyOf(rewards, present), varints);
    }

    private static @Nullable Double[] readRewards(ByteReader in, int size) {
        long[] present = LongColumn.read(in, size);
        int count = 0;
        for (long flag : present) {
            if (flag != 0 && flag != 1) {
                throw new MalformedBytesException("a reward flag of " + flag);
            }
            count += (int) flag;
        }
        double[] values = DoubleColumn.read(in, count);
        @Nullable Double[] rewards = new Double[size];
        int next = 0;
        for (int i = 0; i < size; i++) {
            rewards[i] = present[i] == 0 ? null : (Double) values[next++];
        }
        return rewards;
    }

    private static void writeStates(ByteWriter out, List<Step> steps, boolean varints) {
        int longest = steps.stream().mapToInt(step -> step.state().length).max().orElse(0);
        int layout = longest <= steps.size() ? BY_DIMENSION : ALL_IN_ONE;
        out.u8(layout);
        if (layout == ALL_IN_ONE) {
            DoubleColumn.write(
                    out,
                    steps.stream()
                            .flatMapToDouble(step -> Arrays.stream(step.state()))
                            .toArray(),
                    varints);
            return;
        }
        double[][] reaching = steps.stream().map(Step::state).toArray(double[][]::new);
        int count = reaching.length;
        for (int dimension = 0; dimension < longest; dimension++) {
            count = keepReaching(reaching, count, dimension);
            double[] column = new double[count];
            for (int i = 0; i < count; i++) {
                column[i] = reaching[i][dimension];
            }
            DoubleColumn.write(out, column, varints);
        }
    }

    private static double[][] readStates(ByteReader in, int size, int originalBytes) {
        long[] lengths = LongColumn.read(in, size);
        double[][] states = new double[size][];
        long values = 0;
        int longest = 0;
        for (int i = 0; i < size; i++) {
            values += lengths[i];
            if (lengths[i] < 0 || lengths[i] > originalBytes || values > originalBytes / Double.BYTES) {
                throw new MalformedBytesException(
                        "a state of " + lengths[i] + " numbers in " + originalBytes + " bytes");
            }
            states[i] = new double[(int) lengths[i]];
            longest = Math.max(longest, states[i].length);
        }
        int layout = in.u8();
        if (layout == ALL_IN_ONE) {
            spread(DoubleColumn.read(in, (int) values), states);
        } else if (layout == BY_DIMENSION && longest <= size) {
            readDimensions(in, states, longest);
        } else {
            throw new MalformedBytesException("states in layout " + layout);
        }
        return states;
    }

    private static void spread(double[] values, double[][] states) {
        int next = 0;
        for (double[] state : states) {
            System.arraycopy(values, next, state, 0, state.length);
            next += state.length;
        }
    }

    private static void readDimensions(ByteReader in, double[][] states, int longest) {
        double[][] reaching = states.clone();
        int count = reaching.length;
        for (int dimension = 0; dimension < longest; dimension++) {
            count = keepReaching(reaching, count, dimension);
            double[] column = DoubleColumn.read(in, count);
            for (int i = 0; i < count; i++) {
                reaching[i][dimension] = column[i];
            }
        }
    }

    /**
     * Moves those of the first {@code count} states that have a number at {@code dimension} to the front, in their order.
     * Asked for one dimension after the other this is O(states + numbers), where one long state among many short ones would
     * make it O(states * numbers).
     *
     * @return how many they are
     */
    private static int keepReaching(double[][] states, int count, int dimension) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (dimension < states[i].length) {
                states[kept++] = states[i];
            }
        }
        return kept;
    }
}
