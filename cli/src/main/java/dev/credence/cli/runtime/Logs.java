package dev.credence.cli.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Where log lines go: a short command's to standard error if they matter, a role's to a bounded file in its data directory. */
public final class Logs {
    /*
     * What strangers sent may be quoted in a message or an exception's. It must not steer a terminal, nor look like a line of
     * its own: control characters and those that turn the direction of writing become '?', and the lines of an exception
     * that do not begin with a tab are indented. The characters stand in the pattern as they are: it has escapes of its own.
     */
    private static final String DIRECTION = "\u202a-\u202e\u2066-\u2069";
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{20} "
            + "%replace(%msg){'[\0-\37\177-\u009f\u2028\u2029" + DIRECTION + "]','?'}%n"
            + "%replace(%replace(%ex){'[\0-\10\13-\37\177-\u009f\u2028\u2029" + DIRECTION
            + "]','?'}){'\n([^\t])','\n  $1'}";

    private Logs() {}

    /** Standard error, errors only: a command says what it has to say itself. */
    public static void toConsole() {
        LoggerContext context = reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        start(context, console);
        root(context).setLevel(Level.ERROR);
        // What keeps a client from connecting is told once, by the command.
        context.getLogger("org.apache.kafka").setLevel(Level.OFF);
    }

    /**
     * Where a role's lines go: to {@link #toFile a file}, or to standard error where {@code -Dcredence.log=console} says
     * so, as in a container. Returns the words for it.
     */
    public static String ofRole(Path directory) {
        if (!System.getProperty("credence.log", "file").equals("console")) {
            toFile(directory);
            return "in " + directory.resolve("credence.log");
        }
        toConsole();
        inform((LoggerContext) LoggerFactory.getILoggerFactory());
        return "on standard error";
    }

    /** {@code DIRECTORY/credence.log}, four files of at most 16 MB. */
    public static void toFile(Path directory) {
        LoggerContext context = reset();
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setFile(directory.resolve("credence.log").toString());
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(directory.resolve("credence.%i.log").toString());
        rolling.setMinIndex(1);
        rolling.setMaxIndex(3);
        SizeBasedTriggeringPolicy<ILoggingEvent> bySize = new SizeBasedTriggeringPolicy<>();
        bySize.setContext(context);
        bySize.setMaxFileSize(FileSize.valueOf("16MB"));
        file.setContext(context);
        rolling.start();
        bySize.start();
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(bySize);
        start(context, file);
        inform(context);
    }

    private static void inform(LoggerContext context) {
        root(context).setLevel(Level.INFO);
        // A role tells what its clients meet, on the console, too.
        context.getLogger("org.apache.kafka").setLevel(null);
        // Kafka's clients and Streams print their whole configuration, some hundred lines each.
        context.getLogger("org.apache.kafka.common.config.AbstractConfig").setLevel(Level.WARN);
    }

    private static LoggerContext reset() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        return context;
    }

    private static void start(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        root(context).addAppender(appender);
    }

    private static Logger root(LoggerContext context) {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
