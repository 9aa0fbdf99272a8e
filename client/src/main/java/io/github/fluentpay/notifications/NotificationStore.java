package io.github.fluentpay.notifications;

import java.time.Duration;
import java.time.Instant;

/**
 * Remembers which notifications (回调通知) have been taken care of, and who is at it now, so that a handler runs once per
 * notification id: when the platform delivers twice at once, to two machines, or again after a crash in the middle.
 *
 * <pre>{@code
 * Claim claim = store.claim(notification.id(), clock.instant(), Duration.ofMinutes(1));
 * if (claim instanceof Claim.Claimed claimed) {
 *     try {
 *         ship(notification);
 *     } catch (RuntimeException e) {
 *         store.release(notification.id(), claimed.token());
 *         throw e;
 *     }
 *     store.done(notification.id(), claimed.token(), clock.instant());
 * }
 * }</pre>
 *
 * <p>An id is unknown, claimed or done, and these are all the moves:
 *
 * <ul>
 *   <li>unknown to claimed: {@link #claim}
 *   <li>claimed to claimed, by another caller: {@link #claim}, once the lease is over
 *   <li>claimed to done: {@link #done}, by the claim's token
 *   <li>claimed to unknown: {@link #release}, by the claim's token
 *   <li>done to unknown: {@link #forget}
 * </ul>
 *
 * <p><b>What it promises.</b> Of all callers that claim an id, one at a time holds it; once it is done, nobody gets it.
 * Who crashes between the handler's effect and {@link #done} has run it, and it runs again after the lease; so does one
 * that takes longer than its lease. Where that may not be, effect and mark have to commit together:
 * {@link JdbcNotificationStore#done(java.sql.Connection, String, String, Instant)}.
 *
 * <p><b>The lease</b> has to be longer than the longest run of the handler plus what the machines' clocks differ by,
 * because all times come from the callers. It is also how long a notification waits after a crash; a minute fits most.
 *
 * <p>An id is 1 to 64 visible ASCII characters without quotes and backslash; the platform's have up to 36 letters,
 * digits and hyphens. Implementations are safe for many threads. They may block on I/O, for as long as their database
 * does.
 */
public interface NotificationStore {

    /**
     * Claims an id that is unknown, or that is not done and whose lease is over; of several callers one gets it.
     *
     * <p>Before: nothing, or a claim whose lease is over. After: this claim, stored before the method returns. A crash on
     * either side of that is the same to others: they are told {@link Claim.InProgress} until the lease is over, and the
     * first delivery after that claims it. If this throws, nothing was claimed, or a claim that nobody uses is stored
     * and ends with its lease.
     *
     * @param now the time of the caller; the claim is valid from here until just before {@code now + lease}
     * @param lease at least a millisecond
     * @throws IllegalArgumentException if the id or the lease is not as described, before any I/O
     * @throws NotificationStoreException if the store fails: run nothing, answer with a failure
     */
    Claim claim(String id, Instant now, Duration lease);

    /**
     * Marks it done, if this token still holds it. A lease that is over does no harm as long as nobody has taken the id
     * over. True again when repeated, so it can be repeated after an exception.
     *
     * <p>Before: the claim. After: done, stored before the method returns; every later {@link #claim} is told
     * {@link Claim.Done}. After a crash before that the id is claimed, and the handler runs again once the lease is over.
     * If this throws, it is one or the other.
     *
     * @param token from {@link Claim.Claimed}
     * @return false if another caller has claimed it since, or it was released or forgotten: nothing has changed, and the
     *     handler has run, or will run, twice
     * @throws IllegalArgumentException if the id is not as described, before any I/O
     * @throws NotificationStoreException if the store fails
     */
    boolean done(String id, String token, Instant now);

    /**
     * Gives it back because the handler failed: the next delivery may run at once.
     *
     * <p>Before: the claim. After: nothing, as if it had never come. After a crash before that, or if this throws, the
     * next delivery waits for the end of the lease; nothing else is lost.
     *
     * @param token from {@link Claim.Claimed}
     * @return false if it is done, or this token does not hold it any more: nothing has changed
     * @throws IllegalArgumentException if the id is not as described, before any I/O
     * @throws NotificationStoreException if the store fails
     */
    boolean release(String id, String token);

    /**
     * Forgets those that were done before that time, never one that is claimed. To be called now and then, say once a day.
     *
     * <p>A forgotten id is unknown: if it is delivered once more, its handler runs once more. The platform delivers for a
     * little over 24 hours, and whoever asks its support may have it delivered later; a week is on the safe side.
     *
     * <p>All are forgotten or, after a crash or an exception, none or all. Nobody notices, and the next call makes up for
     * it.
     *
     * @return how many
     * @throws NotificationStoreException if the store fails
     */
    int forget(Instant doneBefore);
}
