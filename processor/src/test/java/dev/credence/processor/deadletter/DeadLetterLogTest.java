package dev.credence.processor.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.credence.core.rules.Reason;
import dev.credence.core.rules.Refusal;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DeadLetterLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(DeadLetterLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setAdditive(false);
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    @Test
    void shouldLetNoQuotedTextLookLikeALineOfItsOwn() {
        SourceRecord record = new SourceRecord("events", 3, 17, null, null, new RecordHeaders());

        new DeadLetterLog()
                .refused(
                        record,
                        new Refusal(Reason.BAD_ID, "was \"a\r\nERROR\u001b[31m\u0085\u2028\u202e" + "x".repeat(999)));

        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith("dead letter events-3@17 reason=bad-id traceparent=-: was \"a??ERROR?[31m???xxx")
                .endsWith("x…")
                .hasSizeLessThan(300);
    }
}
