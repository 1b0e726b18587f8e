package dev.credence.embedded.broker;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * The registration of a broker that was killed: the controller takes it for alive until its session is over, and refuses its
 * successor as long. If the session ends while the successor is starting, all partitions change their leader twice, and a
 * coordinator of Kafka 4.3 that is loaded twice at once can lose what it has loaded, or stay out of step with its log.
 */
final class DeadRegistration {
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final long LOOK_MS = 10;
    private static final String FENCED = "kafka.controller:type=KafkaController,name=FencedBrokerCount";

    private DeadRegistration() {}

    /** Runs the controller alone until it has fenced the dead broker, or for some seconds: then the successor waits. */
    static void end(Properties broker) throws JMException, InterruptedException {
        KafkaRaftServer controller =
                new KafkaRaftServer(new KafkaConfig(ServerProperties.ofController(broker), false), Time.SYSTEM);
        try {
            controller.startup();
            long deadline = System.nanoTime() + AT_MOST.toNanos();
            while (fenced() == 0 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static int fenced() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            return (Integer) beans.getAttribute(new ObjectName(FENCED), "Value");
        } catch (InstanceNotFoundException notYet) {
            return 0;
        }
    }
}
