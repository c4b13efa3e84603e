// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.tocsin.app.settings.LogSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Sets up logging of this process: to standard error, one line each. */
public final class Logging {
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-18logger{0} %msg %kvp{NONE}%n%ex{short}";
    private static final List<String> CHATTY = List.of(
            "org.apache.camel",
            "org.flywaydb",
            "io.vertx",
            "io.netty",
            "org.drools",
            "org.kie",
            "com.zaxxer",
            "com.hazelcast");

    private Logging() {}

    /** Logs as the settings say from now on. */
    public static void configure(LogSettings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        configure(context, settings);
    }

    /** Logs nothing under these names until the answer is closed. */
    public static Silence silence(List<String> names) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Map<Logger, Optional<Level>> before = new LinkedHashMap<>();
        for (String name : names) {
            Logger logger = context.getLogger(name);
            before.put(logger, Optional.ofNullable(logger.getLevel()));
            logger.setLevel(Level.OFF);
        }
        return () -> before.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
    }

    /** Ends when it is closed. */
    @FunctionalInterface
    public interface Silence extends AutoCloseable {
        @Override
        void close();
    }

    static void configure(LoggerContext context, LogSettings settings) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(settings.format(), context));
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(settings.level().name()));
        root.addAppender(appender);
        if (settings.level() != LogSettings.Level.DEBUG) {
            CHATTY.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        }
    }

    private static Encoder<ILoggingEvent> encoder(LogSettings.Format format, LoggerContext context) {
        if (format == LogSettings.Format.JSON) {
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.start();
            return encoder;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }
}
