package io.github.fluentpay.cli;

/** Sets up slf4j-simple, which reads system properties when the first logger is made. */
final class Logging {

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** Quiet, unless asked: warnings only, and each call with {@code --verbose}. */
    static void forCalls(CommonOptions options) {
        set("log.io.github.fluentpay", options.isVerbose() ? "debug" : "warn");
        common();
    }

    /** LocalPay says what it answers. */
    static void forLocalPay(CommonOptions options) {
        set("log.io.github.fluentpay", options.isVerbose() ? "debug" : "info");
        common();
    }

    /** What a ledger's workers warn of is shown with their progress. */
    static void forReturns(CommonOptions options) {
        set("log.io.github.fluentpay", options.isVerbose() ? "debug" : "error");
        common();
    }

    /** The demo prints what it shows; the log would only repeat it. */
    static void off() {
        set("log.io.github.fluentpay", "off");
        common();
    }

    private static void common() {
        set("defaultLogLevel", "warn");
        // What it logs when the database fails is thrown as well, and then told on one line.
        set("log.org.flywaydb", "off");
        set("log.com.zaxxer.hikari", "off");
        set("showThreadName", "false");
        set("showShortLogName", "true");
        set("showDateTime", "true");
        set("dateTimeFormat", "HH:mm:ss.SSS");
    }

    private static void set(String name, String value) {
        System.setProperty(PREFIX + name, value);
    }
}
