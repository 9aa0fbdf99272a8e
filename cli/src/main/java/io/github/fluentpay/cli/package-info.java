/** The command {@code fluentpay}. It parses, calls the libraries and prints; each command is a class of its own. */
@NullMarked
package io.github.fluentpay.cli;

import org.jspecify.annotations.NullMarked;
