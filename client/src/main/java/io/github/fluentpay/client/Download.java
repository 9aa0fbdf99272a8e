package io.github.fluentpay.client;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A download by the URL that a reply gave, {@code download_url} of a bill (下载账单), on the way to a call. Path and query are
 * signed and sent exactly as received. Each step is an immutable value; nothing is sent before a verb.
 *
 * <pre>{@code
 * Reply bill = pay.chain("v3/bill/tradebill").query("bill_date", "2026-11-23").get();
 * byte[] file = pay.download(bill.json().string("download_url")).get().bytes();
 * }</pre>
 *
 * <p>Documented downloads come unsigned: compare their bytes with {@code hash_value} of the reply that gave the URL. A
 * signature that is there is verified.
 */
public final class Download {

    private final Exchange exchange;
    private final DownloadUrl url;
    private final @Nullable Duration timeout;
    private final @Nullable RetryPolicy retry;

    private Download(Exchange exchange, DownloadUrl url, @Nullable Duration timeout, @Nullable RetryPolicy retry) {
        this.exchange = exchange;
        this.url = url;
        this.timeout = timeout;
        this.retry = retry;
    }

    static Download of(Exchange exchange, String url) {
        return new Download(
                exchange,
                DownloadUrl.of(
                        url,
                        exchange.settings().baseUrls(),
                        exchange.endpoints().atThePlatform()),
                null,
                null);
    }

    /** As {@link Chain#timeout}. */
    public Download timeout(Duration timeout) {
        return new Download(exchange, url, Timeouts.checked("The call's timeout", timeout), retry);
    }

    /** As {@link Chain#retry}. */
    public Download retry(RetryPolicy retry) {
        return new Download(exchange, url, timeout, Objects.requireNonNull(retry, "retry"));
    }

    /** Downloads. */
    public Reply get() {
        return exchange.await(call());
    }

    /** Downloads, asynchronously. */
    public CompletableFuture<Reply> getAsync() {
        return exchange.start(call());
    }

    private Call call() {
        String endpoint = "GET " + url.path();
        EndpointFacts facts = exchange.endpoints().find("GET", url.path());
        exchange.signer(endpoint, url.path());
        boolean signed = facts == null || facts.replySigned();
        Call.Encoded encoded = new Call.Encoded(url.target(), Body.NONE, null);
        return new Call(
                "GET",
                endpoint,
                facts,
                new Route(url.host(), null, "", signed),
                Headers.builder().set("Accept", "*/*").build(),
                sealing -> encoded,
                encoded,
                Repeat.of("GET"),
                timeout,
                retry);
    }

    /** The path; the query may be secret. */
    @Override
    public String toString() {
        return "Download[" + url.path() + "]";
    }
}
