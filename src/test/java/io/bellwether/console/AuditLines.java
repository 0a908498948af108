package io.bellwether.console;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What is said of who did what while it is open. */
final class AuditLines extends AbstractAppender implements AutoCloseable {

    private static final String LOGGER = "io.bellwether.console.audit";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final org.apache.logging.log4j.core.Logger root;

    AuditLines() {
        super("audit", null, null, false, Property.EMPTY_ARRAY);
        start();
        root = ((LoggerContext) LogManager.getContext(false)).getRootLogger();
        root.addAppender(this);
        Configurator.setLevel(LOGGER, Level.INFO);
    }

    @Override
    public void append(LogEvent event) {
        if (event.getLoggerName().equals(LOGGER)) {
            lines.add(event.getMessage().getFormattedMessage());
        }
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        root.removeAppender(this);
        stop();
    }
}
