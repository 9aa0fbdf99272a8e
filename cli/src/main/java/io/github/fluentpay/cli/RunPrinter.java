package io.github.fluentpay.cli;

import java.time.Duration;

/** Shows a run as it goes on; used by one thread. */
interface RunPrinter {

    /** How often {@link #progress} is worth a call. */
    Duration every();

    void progress(RunState state);

    /** Something that the user should know now. */
    void note(String text);

    /**
     * The last word.
     *
     * @param isStopped whether somebody ended it before all was done
     */
    void end(RunState state, boolean isStopped);
}
