package dev.credence.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SheddingTest {
    @Test
    void shouldRefuseWorkThatDoesNotFitAndFinishWhatItTook() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Workers workers = new Workers(2, 3, 1_000);
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            try {
                workers.run(() -> {
                    Assertions.assertThatCode(gate::await).doesNotThrowAnyException();
                    done.incrementAndGet();
                });
            } catch (Problem full) {
                refused.add(full.getMessage());
            }
        }

        assertThat(refused).hasSize(5).allMatch(message -> message.startsWith("overloaded: "));
        gate.countDown();
        workers.close();
        await().untilAtomic(done, org.hamcrest.Matchers.equalTo(5));
    }
}
