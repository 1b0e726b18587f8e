package dev.credence.core.codec;

import dev.credence.core.bytes.ByteReader;
import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.model.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Trajectories step by step: their plain form, whose size is what counts as original. */
final class Steps {
    static final int LEAST_BYTES = 4;

    private Steps() {}

    static byte[] write(List<Step> trajectory) {
        ByteWriter out = new ByteWriter(trajectory.size() * 32 + 8).varint(trajectory.size());
        for (Step step : trajectory) {
            Double reward = step.reward();
            out.varint(step.atMs()).text(step.action()).u8(reward == null ? 0 : 1);
            if (reward != null) {
                out.fixed64(Double.doubleToRawLongBits(reward));
            }
            out.varint(step.state().length);
            for (double value : step.state()) {
                out.fixed64(Double.doubleToRawLongBits(value));
            }
        }
        return out.toBytes();
    }

    static List<Step> read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int size = in.length(LEAST_BYTES);
        List<Step> trajectory = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            long atMs = in.varint();
            String action = in.text();
            Double reward = in.flag() ? Double.longBitsToDouble(in.fixed64()) : null;
            double[] state = new double[in.length(Double.BYTES)];
            for (int j = 0; j < state.length; j++) {
                state[j] = Double.longBitsToDouble(in.fixed64());
            }
            trajectory.add(new Step(atMs, action, reward, state));
        }
        in.end();
        return trajectory;
    }

    /**
     * How many bytes {@link #write} writes.
     *
     * @throws IllegalArgumentException if that is more than a trajectory may take
     */
    static int size(List<Step> trajectory) {
        long size = varint(trajectory.size());
        for (Step step : trajectory) {
            int action = utf8(step.action());
            size += varint(step.atMs()) + varint(action) + action + 1;
            size += step.reward() == null ? 0 : Double.BYTES;
            size += varint(step.state().length) + (long) Double.BYTES * step.state().length;
        }
        if (size > Trajectories.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a trajectory must take at most " + Trajectories.MAX_BYTES + " bytes, took " + size);
        }
        return (int) size;
    }

    private static int varint(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    private static int utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }
}
