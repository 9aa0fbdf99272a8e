package io.github.fluentpay.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears what calls do: the ground for metrics, traces and logs. Give it to {@link ClientBuilder#listener}.
 *
 * <p>For each call: {@link #started}; for each attempt {@link #attempted} when it begins and {@link #replied} when it is
 * over; at last {@link #ended}, exactly once, and nothing after it, also if the call is cancelled. Methods are called on the threads of the exchange, of several calls at once,
 * so they are quick and safe for many threads. What they throw is logged and has no effect.
 *
 * <p>Nothing secret is handed over: no value of a header, a query or a body. An endpoint is named as it is documented; one
 * that is not documented is named as the caller wrote it, so put values in by {@link Chain#path}.
 */
public interface ExchangeListener {

    /**
     * A call.
     *
     * @param number counts the client's calls, to tell them apart
     * @param caller the mchid, or brand_id, that calls
     * @param endpoint verb and path
     */
    record Subject(long number, String caller, String endpoint) {}

    /**
     * Where the time of one attempt went.
     *
     * @param queued from the call's begin, or the end of the attempt before, until this one began: the rate limit, the wait
     *     before a retry, a first download of platform certificates
     * @param signing signing, and sealing where the key had changed
     * @param connecting until the request began to leave: look-up of the name, TCP and TLS, waiting for a free connection.
     *     Zero if the transport does not tell
     * @param waiting until the whole reply was there
     * @param verifying checking and reading it
     * @param total of the attempt, {@code queued} left out
     */
    record Timings(
            Duration queued,
            Duration signing,
            Duration connecting,
            Duration waiting,
            Duration verifying,
            Duration total) {}

    /**
     * How one attempt ended.
     *
     * @param attempt its number, from 1
     * @param host where it went
     * @param status HTTP status; null if there was no reply
     * @param code the platform's error code; null if there was none
     * @param requestId the header {@code Request-ID}; null if there was none
     * @param signedBy serial of the key whose signature was verified; null if none was
     * @param failure what it failed with; null if it succeeded. Its message holds no secret
     * @param timings where its time went
     */
    record Result(
            int attempt,
            URI host,
            @Nullable Integer status,
            @Nullable String code,
            @Nullable String requestId,
            @Nullable String signedBy,
            @Nullable Throwable failure,
            Timings timings) {}

    /**
     * How a call ended.
     *
     * @param attempts how often it was sent, or tried to be; 0 if it never came to that
     * @param status HTTP status of the reply it ended with; null if it failed without one
     * @param failure what it failed with; null if it succeeded, a cancellation if the caller gave it up
     * @param total from begin to end
     */
    record Summary(
            int attempts,
            @Nullable Integer status,
            @Nullable Throwable failure,
            Duration total) {}

    /** A call begins. */
    default void started(Subject call) {}

    /**
     * An attempt of it begins.
     *
     * @param attempt from 1
     * @param host where it goes
     */
    default void attempted(Subject call, int attempt, URI host) {}

    /** The attempt is over, with a reply or without. */
    default void replied(Subject call, Result result) {}

    /** The call is over. */
    default void ended(Subject call, Summary summary) {}
}
