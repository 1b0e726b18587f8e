package dev.credence.processor.replay;

import dev.credence.core.bytes.ByteWriter;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Prior;
import dev.credence.core.model.Step;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The first 128 bits of the SHA-256 of a pattern's whole content; metadata counts as a set. */
record PatternDigest(long high, long low) {

    static PatternDigest of(Pattern pattern) {
        ByteWriter out = new ByteWriter(pattern.content().length() + 128);
        out.text(pattern.type())
                .text(pattern.content())
                .u8(pattern.priority().number())
                .varint(pattern.metadata().size());
        new TreeMap<>(pattern.metadata()).forEach((key, value) -> out.text(key).text(value));
        prior(pattern.prior(), out);
        embedding(pattern.embedding(), out);
        trajectory(pattern.trajectory(), out);
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(out.toBytes()));
        return new PatternDigest(hash.getLong(), hash.getLong());
    }

    private static void prior(@Nullable Prior prior, ByteWriter out) {
        out.u8(prior == null ? 0 : 1);
        if (prior != null) {
            number(prior.mean(), out);
            number(prior.strength(), out);
        }
    }

    private static void embedding(float @Nullable [] embedding, ByteWriter out) {
        out.varint(embedding == null ? 0 : embedding.length + 1L);
        if (embedding != null) {
            for (float value : embedding) {
                out.fixed32(Float.floatToRawIntBits(value));
            }
        }
    }

    private static void trajectory(@Nullable List<Step> trajectory, ByteWriter out) {
        out.varint(trajectory == null ? 0 : trajectory.size() + 1L);
        if (trajectory != null) {
            for (Step step : trajectory) {
                Double reward = step.reward();
                out.varint(step.atMs()).text(step.action()).u8(reward == null ? 0 : 1);
                if (reward != null) {
                    number(reward, out);
                }
                out.varint(step.state().length);
                for (double value : step.state()) {
                    number(value, out);
                }
            }
        }
    }

    private static void number(double value, ByteWriter out) {
        out.fixed64(Double.doubleToRawLongBits(value));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
