package dev.credence.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.junit.jupiter.api.Test;

class BriefAdminTest {
    @Test
    void shouldEndSoonWhenACallIsUnderWayThatNobodyAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Admin admin = new BriefAdmin(Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()));
            DescribeClusterResult underWay = admin.describeCluster();
            long began = System.nanoTime();

            admin.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            // Its thread gives the calls up in its own time.
            await().until(() -> underWay.clusterId().isCompletedExceptionally());
        }
    }
}
