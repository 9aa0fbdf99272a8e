/** Reads what the tests of all modules have printed; start at {@link io.github.fluentpay.scan.OutputScanTest}. */
@NullMarked
package io.github.fluentpay.scan;

import org.jspecify.annotations.NullMarked;
