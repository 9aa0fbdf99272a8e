package io.github.fluentpay.local;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Keeps Flyway and Jetty to warnings where the application has said nothing about logging: they write 25 lines at each start,
 * between those of the program. Only for the two backends of SLF4J that log at info when nobody has set a level.
 */
final class QuietLibraries {

    private static final List<String> LIBRARIES = List.of("org.flywaydb", "org.eclipse.jetty");

    private static final String SIMPLE = "org.slf4j.simpleLogger.";
    private static final String SIMPLE_SETTINGS = "simplelogger.properties";

    /** Held here: java.util.logging forgets a logger, and its level, when nobody else has it. */
    private static final List<Logger> HELD = new ArrayList<>(); // guarded by the class

    private QuietLibraries() {}

    static synchronized void quiet() {
        quietSimpleLogger();
        quietJdkLogger();
    }

    /** slf4j-simple reads these when Flyway and Jetty make their loggers, which is later. */
    private static void quietSimpleLogger() {
        if (System.getProperty(SIMPLE + "defaultLogLevel") != null || hasSimpleSettings()) {
            return;
        }
        for (String library : LIBRARIES) {
            String name = SIMPLE + "log." + library;
            if (System.getProperty(name) == null) {
                System.setProperty(name, "warn");
            }
        }
    }

    private static boolean hasSimpleSettings() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return ClassLoader.getSystemResource(SIMPLE_SETTINGS) != null
                || (context != null && context.getResource(SIMPLE_SETTINGS) != null);
    }

    private static void quietJdkLogger() {
        boolean configured = System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null;
        for (String library : LIBRARIES) {
            if (!configured && LogManager.getLogManager().getProperty(library + ".level") == null) {
                Logger logger = Logger.getLogger(library);
                if (logger.getLevel() == null) {
                    logger.setLevel(Level.WARNING);
                    HELD.add(logger);
                }
            }
        }
    }
}
