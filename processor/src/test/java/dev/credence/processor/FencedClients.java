package dev.credence.processor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Clients of a thread whose place in the group the coordinator knows by another member id, as a broker was seen to do that
 * came back after a kill: the first commit is refused, its offsets stay unstable, for nobody ends their transaction, and
 * the wish to leave is lost.
 */
final class FencedClients {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final AtomicBoolean refused = new AtomicBoolean();

    /** Whether a commit was refused. */
    boolean refused() {
        return refused.get();
    }

    KafkaClientSupplier of(KafkaClientSupplier clients) {
        return new WrappedClients(clients, UnaryOperator.identity(), this::producer, FencedClients::consumer);
    }

    private Producer<byte[], byte[]> producer(Producer<byte[], byte[]> producer) {
        AtomicBoolean dead = new AtomicBoolean();
        return proxy(Producer.class, (proxy, method, arguments) -> {
            if (method.getName().equals("abortTransaction") && dead.get()) {
                return null;
            }
            if (method.getName().equals("close") && dead.get()) {
                // Without a wait it does not end its transaction either.
                producer.close(Duration.ZERO);
                return null;
            }
            Object answer = invoke(producer, method, arguments);
            if (method.getName().equals("sendOffsetsToTransaction") && refused.compareAndSet(false, true)) {
                dead.set(true);
                throw new KafkaException("commit", new FencedInstanceIdException("known by another member id"));
            }
            return answer;
        });
    }

    private static Consumer<byte[], byte[]> consumer(Consumer<byte[], byte[]> consumer) {
        return proxy(Consumer.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                consumer.close(CloseOptions.timeout(CLOSE_WITHIN)
                        .withGroupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
                return null;
            }
            return invoke(consumer, method, arguments);
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<? super T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
