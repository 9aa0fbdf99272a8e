package io.github.fluentpay.local;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.callback.Callback;
import io.github.fluentpay.local.callback.Deliveries;
import io.github.fluentpay.local.callback.DocumentedEvents;
import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.callback.RetrySchedule;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.journal.Delivery;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.protocol.EventSummary;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The notifications (回调通知) that LocalPay delivers: those that tell of what happened, and any others on demand. Safe for many
 * threads.
 *
 * <pre>{@code
 * String id = localPay.callbacks().sendExample("http://127.0.0.1:8080/wechatpay/notify", "REFUND.SUCCESS");
 * localPay.clock().jump(Duration.ofSeconds(15));  // not taken? it comes again, as documented
 * localPay.callbacks().redeliver(id);             // taken? it comes again all the same
 * localPay.callbacks().log();                     // every attempt, and what became of it
 * }</pre>
 *
 * <p>A notification is sealed with its merchant's APIv3 key and signed anew each time it is sent, and has the same
 * {@code id} each time. Any 2xx within five seconds takes it; else it is sent again on the schedule of its kind, by
 * {@link LocalPay#clock()}. It is sent at least once: with a data folder those under way at the end are sent again at
 * the next start. Their order is not promised.
 *
 * <p>Only this machine is called, {@code localhost}, {@code 127.0.0.1} or {@code [::1]}: see {@link #redirect}, and
 * {@link LocalPay.Builder#callbacksToAnyHost()}. What cannot be called is noted in the log, and not tried again.
 */
public final class Callbacks {

    private final Deliveries deliveries;
    private final Outbox outbox;
    private final Database database;
    private final DocumentedEvents events;
    private final Merchants merchants;
    private final String mchid;
    private final Faults faults;
    private final Ring<Delivery> log;

    Callbacks(
            Deliveries deliveries,
            Outbox outbox,
            Database database,
            DocumentedEvents events,
            Merchants merchants,
            String mchid,
            Faults faults,
            Ring<Delivery> log) {
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.database = database;
        this.events = events;
        this.merchants = merchants;
        this.mchid = mchid;
        this.faults = faults;
        this.log = log;
    }

    /**
     * Sends a notification of a documented kind to the merchant of {@link LocalPay#profile()}.
     *
     * @param url where to; what {@code notify_url} is elsewhere
     * @param eventType for example {@code TRANSACTION.SUCCESS}
     * @param resource what is sealed; anything
     * @return the notification's id
     * @throws IllegalArgumentException if no such event is documented
     */
    public String send(String url, String eventType, JsonObject resource) {
        return sendDocumented(mchid, url, eventType, Objects.requireNonNull(resource, "resource"), null);
    }

    /**
     * The same of any kind, documented or not, to any merchant.
     *
     * @param to the merchant number (商户号)
     * @param originalType what the resource is, for example {@code transaction}
     * @throws IllegalArgumentException if LocalPay does not know the merchant
     */
    public String send(String to, String url, String eventType, String originalType, JsonObject resource) {
        return send(
                to,
                url,
                eventType,
                originalType,
                resource,
                EventSummary.of(eventType).orElse(EventSummary.OTHER));
    }

    /**
     * The same with the documentation's example for a resource.
     *
     * @throws IllegalArgumentException if no such event is documented
     */
    public String sendExample(String url, String eventType) {
        return sendDocumented(mchid, url, eventType, null, null);
    }

    /**
     * The same with some fields changed: those of objects within are changed one by one, anything else as a whole.
     *
     * @throws IllegalArgumentException if no such event is documented
     */
    public String sendExample(String url, String eventType, JsonObject changes) {
        return sendDocumented(mchid, url, eventType, null, changes);
    }

    /** To any merchant: {@code resource}, or the example with {@code changes}. */
    String sendDocumented(
            String to, String url, String eventType, @Nullable JsonObject resource, @Nullable JsonObject changes) {
        JsonObject sealed = resource;
        if (sealed == null) {
            JsonObject example = events.example(eventType);
            sealed = changes == null ? example : changed(example, changes);
        }
        return send(to, url, eventType, events.originalType(eventType), sealed, events.summary(eventType));
    }

    private static JsonObject changed(JsonObject object, JsonObject changes) {
        JsonObject.Builder changed = object.toBuilder();
        changes.fields()
                .forEach((name, value) -> changed.put(
                        name,
                        object.get(name) instanceof JsonObject before && value instanceof JsonObject after
                                ? changed(before, after)
                                : value));
        return changed.build();
    }

    private String send(
            String to, String url, String eventType, String originalType, JsonObject resource, String summary) {
        Objects.requireNonNull(url, "url");
        if (merchants.find(to).isEmpty()) {
            throw new IllegalArgumentException("There is no merchant " + to + "; add it by addMerchant");
        }
        Callback callback =
                new Callback(to, url, eventType, originalType, summary, resource, RetrySchedule.of(eventType));
        return database.transaction(transaction -> outbox.add(transaction, callback));
    }

    /**
     * What {@link #sendExample} seals.
     *
     * @throws IllegalArgumentException if no such event is documented
     */
    public JsonObject example(String eventType) {
        return events.example(eventType);
    }

    /** The documented event types, sorted. */
    public List<String> eventTypes() {
        return events.types();
    }

    /** The last attempts, the oldest first; each is entered once it is over. Unmodifiable. */
    public List<Delivery> log() {
        return log.read();
    }

    /** How many notifications are neither taken nor given up. */
    public long waiting() {
        return deliveries.waiting();
    }

    /**
     * Waits until nothing is due and every answer is in the log; what is due later, or held back by {@link #pause}, is not
     * waited for.
     *
     * @return whether it came to that in time
     */
    public boolean awaitQuiet(Duration atMost) {
        return deliveries.awaitQuiet(atMost);
    }

    /**
     * Sends one again, whatever became of it, with its whole schedule before it.
     *
     * @throws IllegalArgumentException if there is none with that id
     */
    public void redeliver(String id) {
        if (!deliveries.again(id)) {
            throw new IllegalArgumentException("There is no notification " + id + "; the log has their ids");
        }
    }

    /** Sends nothing until {@link #resume}. What happens meanwhile is kept; what is under way is not broken off. */
    public void pause() {
        deliveries.pause();
    }

    /** Sends again, what is due first. */
    public void resume() {
        deliveries.resume();
    }

    /** Whether nothing is sent. */
    public boolean isPaused() {
        return deliveries.isPaused();
    }

    /**
     * What goes wrong with deliveries; nothing at first. A rule's path is that of the address, its merchant the one who is
     * told, and each attempt counts. There are signature faults ({@code spoiltSignature}, {@code probeSignature},
     * {@code wrongSerial}, {@code unknownSerial}, {@code missingHeader}, {@code staleTimestamp}), {@code duplicate}, and
     * {@code slow}, which puts one off by LocalPay's clock, so that later ones overtake it.
     */
    public Faults faults() {
        return faults;
    }

    /**
     * Leads addresses elsewhere: one that begins with {@code prefix} is called at {@code target} and what follows the
     * prefix. Of several the longest prefix counts. So a program under test may give its real addresses.
     *
     * @param prefix for example {@code https://pay.example.com/}
     * @param target for example {@code http://127.0.0.1:8080/}
     * @throws IllegalArgumentException if the prefix is empty, or the target names no host
     */
    public void redirect(String prefix, URI target) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("The prefix is empty; say what addresses begin with, such as https://");
        }
        if (target.getHost() == null) {
            throw new IllegalArgumentException(
                    "The target \"" + target + "\" names no host; write it like http://127.0.0.1:8080/");
        }
        deliveries.redirect(prefix, target.toString());
    }

    /** Without faults and redirects, not paused, and an empty log. */
    void reset() {
        faults.clear();
        deliveries.clearRedirects();
        deliveries.resume();
        log.clear();
    }
}
