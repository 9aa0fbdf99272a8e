package io.github.fluentpay.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * What a command talks to.
 *
 * @param out results, and nothing else
 * @param err all the rest
 * @param environment settings from outside
 */
record Terminal(PrintStream out, PrintStream err, Map<String, String> environment) {}
