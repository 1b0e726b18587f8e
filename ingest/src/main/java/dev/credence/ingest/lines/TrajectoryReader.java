package dev.credence.ingest.lines;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.credence.core.model.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a pattern. */
final class TrajectoryReader {
    private static final double[] NO_STATE = {};

    private TrajectoryReader() {}

    static @Nullable List<Step> read(JsonParser json) throws IOException {
        if (Tokens.isNull(json)) {
            return null;
        }
        Tokens.require(json, JsonToken.START_ARRAY, "trajectory", "an array of steps");
        List<Step> steps = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            steps.add(step(json, "trajectory[" + steps.size() + "]"));
        }
        return steps;
    }

    private static Step step(JsonParser json, String path) throws IOException {
        Tokens.require(json, JsonToken.START_OBJECT, path, "an object of at, action, reward and state");
        Fields fields = new Fields(path + ".", "at", "action", "reward", "state");
        long atMs = 0;
        String action = "";
        Double reward = null;
        double[] state = NO_STATE;
        int seen = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            seen = fields.add(seen, name);
            json.nextToken();
            String at = path + "." + name;
            switch (name) {
                case "at" -> atMs = Tokens.time(json, at);
                case "action" -> action = Tokens.string(json, at);
                case "reward" -> reward = Tokens.isNull(json) ? null : (Double) Tokens.number(json, at);
                default -> state = state(json, at);
            }
        }
        fields.require(seen, 2);
        return new Step(atMs, action, reward, state);
    }

    private static double[] state(JsonParser json, String path) throws IOException {
        Tokens.require(json, JsonToken.START_ARRAY, path, "an array of numbers");
        double[] state = new double[8];
        int length = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            state = length < state.length ? state : Arrays.copyOf(state, 2 * length);
            state[length++] = Tokens.number(json, path);
        }
        return Arrays.copyOf(state, length);
    }
}
