package org.parley.app;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * One line a record on standard error: time (UTC), level, sentence, and the stack trace of a bug.
 */
public final class Logging {
    /** Made by java.util.logging, which is told this class's name by the launcher. */
    public Logging() {
        Logger root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new Line());
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        Logger.getLogger("org.parley").setLevel(Level.INFO);
    }

    private static final class Line extends Formatter {
        @Override
        public String format(LogRecord record) {
            StringBuilder line = new StringBuilder(160);
            line.append(Instant.ofEpochMilli(record.getMillis()).truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(record.getLevel().getName())
                    .append("  ")
                    .append(formatMessage(record))
                    .append(System.lineSeparator());
            for (Throwable t = record.getThrown(); t != null; t = t.getCause()) {
                line.append("    ").append(t).append(System.lineSeparator());
                for (StackTraceElement frame : t.getStackTrace()) {
                    line.append("        at ").append(frame).append(System.lineSeparator());
                }
            }
            return line.toString();
        }
    }
}
