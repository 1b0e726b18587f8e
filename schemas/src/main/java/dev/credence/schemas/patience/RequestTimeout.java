package dev.credence.schemas.patience;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The request timeout of a Kafka client, made to fit into the time that the client has for a whole call.
 *
 * <p>Kafka refuses a client whose requests may take longer than its calls, if both times were given. Whoever set one of
 * them would be told of the other, which is the house's: so the request's gives way then. What contradicts itself in the
 * user's own settings is left for Kafka to refuse.
 */
public final class RequestTimeout {
    private static final String REQUEST = CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG;
    private static final String API = CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG;
    private static final String DELIVERY = ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;

    private RequestTimeout() {}

    /**
     * Fills in both times of an admin client where {@code settings} lack them.
     *
     * @param apiMs for a whole call
     */
    public static void ofAdmin(Map<String, Object> settings, int apiMs, int requestMs) {
        boolean contradictable = settings.containsKey(API) && settings.containsKey(REQUEST);
        settings.putIfAbsent(API, apiMs);
        settings.putIfAbsent(REQUEST, requestMs);
        if (!contradictable) {
            cut(settings, ms(settings, API));
        }
    }

    /**
     * Fills in both times of a producer where {@code settings} lack them; its linger is part of the whole, and must be
     * there.
     *
     * @param deliveryMs from the call to the acknowledgement
     * @param mostRequestMs unless at least one more attempt would not fit
     */
    public static void ofProducer(Map<String, Object> settings, int deliveryMs, int mostRequestMs) {
        boolean contradictable = settings.containsKey(DELIVERY) && settings.containsKey(REQUEST);
        settings.putIfAbsent(DELIVERY, deliveryMs);
        int wholeMs = ms(settings, DELIVERY);
        settings.putIfAbsent(REQUEST, Math.min(mostRequestMs, wholeMs / 2));
        if (!contradictable) {
            cut(settings, wholeMs - ms(settings, ProducerConfig.LINGER_MS_CONFIG));
        }
    }

    /** A linger that leaves no time at all is Kafka's to refuse, too. */
    private static void cut(Map<String, Object> settings, int mostMs) {
        if (mostMs > 0 && ms(settings, REQUEST) > mostMs) {
            settings.put(REQUEST, mostMs);
        }
    }

    private static int ms(Map<String, Object> settings, String key) {
        return (Integer) ConfigDef.parseType(key, settings.get(key), ConfigDef.Type.INT);
    }
}
