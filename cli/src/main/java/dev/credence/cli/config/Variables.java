package dev.credence.cli.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The environment's spelling of keys: {@code half.life} is {@code CREDENCE_HALF_LIFE}. */
final class Variables {
    private static final String PREFIX = "CREDENCE_";

    /** Of the launcher and of the command line, and no keys. */
    private static final Set<String> OTHERS = new TreeSet<>(Set.of(
            "CREDENCE_CONFIG",
            "CREDENCE_JAVA_OPTS",
            "CREDENCE_HEAP",
            "CREDENCE_PROFILE",
            "CREDENCE_API_KEY",
            "CREDENCE_API_KEY_FILE"));

    /** What Kubernetes puts into every container beside a service that is called credence, or credence-something. */
    private static final Pattern OF_KUBERNETES = Pattern.compile(
            "CREDENCE(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp)://.*");

    private Variables() {}

    static String of(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether a variable is meant to set a key. */
    static boolean setsAKey(String variable, String value) {
        return variable.startsWith(PREFIX)
                && !OTHERS.contains(variable)
                && !OF_KUBERNETES.matcher(variable).matches()
                && !(variable.endsWith("_PORT") && ADDRESS.matcher(value).matches());
    }

    /** The keys that can be told from their variables, by variable; the keys of Credence come first. */
    static Map<String, String> known() {
        Map<String, String> names = new LinkedHashMap<>();
        for (Key key : Key.values()) {
            names.put(key.variable(), key.key());
        }
        for (String name : PassThrough.knownNames()) {
            names.putIfAbsent(of(name), name);
        }
        return names;
    }

    /** The key as it is spelt if no rule is broken: every {@code _} was a dot. */
    static String guess(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** What is wrong with a variable that sets no key. */
    static String unknown(String variable, Map<String, String> known) {
        Set<String> candidates = new LinkedHashSet<>(known.keySet());
        candidates.addAll(OTHERS);
        String nearest = Spelling.nearest(variable, candidates);
        String key = known.get(nearest);
        return "unknown variable " + variable + "; the nearest is " + nearest + (key == null ? "" : ", for " + key);
    }
}
