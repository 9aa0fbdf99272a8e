package io.github.fluentpay.cli;

import io.github.fluentpay.returns.ReturnTask;

/** Makes a return of a line. */
interface ImportFormat {

    /** @throws IllegalArgumentException if the line cannot be read; the message says why, for people */
    ReturnTask read(String line);
}
