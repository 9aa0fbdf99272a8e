package io.github.fluentpay.local.fault;

import io.github.fluentpay.protocol.SignatureHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong in an exchange. Immutable.
 *
 * <p>Where a {@link Moment} can be chosen it is part of the fault. {@link Accepted} comes before the effect. All others
 * concern the reply alone: what was asked for has been done, or refused, as always. A request whose signature does not
 * hold is told so before a fault could refuse or accept it.
 *
 * <pre>{@code
 * localPay.faults().add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).times(1));
 * }</pre>
 */
public sealed interface Fault {

    /** Waits. A waiting exchange has no thread, and goes on at once when LocalPay closes. */
    record Slow(Duration delay, Moment moment) implements Fault {
        /** Checks the delay. */
        public Slow {
            requireNotNegative("delay", delay);
            Objects.requireNonNull(moment, "moment");
        }
    }

    /** Resets the connection (TCP RST) without a byte of reply. */
    record Reset(Moment moment) implements Fault {
        /** Checks that nothing is null. */
        public Reset {
            Objects.requireNonNull(moment, "moment");
        }
    }

    /** Sends all headers and the first half of the body that {@code Content-Length} promises, then closes. */
    record HalfReply() implements Fault {}

    /** Gives the reply a signature with one bit wrong. */
    record SpoiltSignature() implements Fault {}

    /**
     * Gives the reply a signature that begins with {@code WECHATPAY/SIGNTEST/}: the platform's own test whether callers
     * refuse wrong ones (探测流量).
     */
    record ProbeSignature() implements Fault {}

    /**
     * Names another of the platform's keys in {@code Wechatpay-Serial} than the one that signed; one that does not exist
     * while the platform has a single key.
     */
    record WrongSerial() implements Fault {}

    /** Signs with another of the platform's keys than the one that {@code Wechatpay-Serial} rightly names. */
    record WrongKey() implements Fault {}

    /** Signs properly, and names a key in {@code Wechatpay-Serial} that the platform does not have. */
    record UnknownSerial(String serial) implements Fault {
        /** Checks that it is not blank. */
        public UnknownSerial {
            requireNotBlank("serial", serial);
        }
    }

    /** Leaves one header out: a {@code Wechatpay-…} header of the signature, or {@code Request-ID}. */
    record MissingHeader(String name) implements Fault {

        private static final List<String> NAMES = List.of(
                SignatureHeaders.TIMESTAMP,
                SignatureHeaders.NONCE,
                SignatureHeaders.SIGNATURE,
                SignatureHeaders.SERIAL,
                SignatureHeaders.SIGNATURE_TYPE,
                "Request-ID");

        /** Checks the name. */
        public MissingHeader {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no header \"" + name + "\" to leave out; there are " + String.join(", ", NAMES));
            }
        }
    }

    /** Signs properly, over a timestamp that is so old; in the future if {@code age} is negative. */
    record StaleTimestamp(Duration age) implements Fault {
        /** Checks that nothing is null. */
        public StaleTimestamp {
            Objects.requireNonNull(age, "age");
        }
    }

    /**
     * Answers with an error of the platform, signed.
     *
     * @param status 400 to 599
     * @param code for example {@code SYSTEM_ERROR}
     * @param retryAfter the header {@code Retry-After}, whole seconds; null for none
     */
    record Refusal(
            int status,
            String code,
            Moment moment,
            @Nullable Duration retryAfter) implements Fault {
        /** Checks status, code and time. */
        public Refusal {
            requireError(status);
            requireNotBlank("code", code);
            Objects.requireNonNull(moment, "moment");
            if (retryAfter != null) {
                requireNotNegative("retryAfter", retryAfter);
            }
        }

        /** The same with {@code Retry-After}. */
        public Refusal retryAfter(Duration time) {
            return new Refusal(status, code, moment, Objects.requireNonNull(time, "time"));
        }
    }

    /** Answers 202 and {@code {}}, signed, and does nothing: accepted, not finished, to be asked again. */
    record Accepted() implements Fault {}

    /**
     * Answers with a page of HTML, unsigned and without {@code Request-ID}, as a gateway in front of the platform does.
     * Before the effect nobody has looked at the request, not even at its signature.
     *
     * @param status 400 to 599
     */
    record GatewayPage(int status, Moment moment) implements Fault {
        /** Checks the status. */
        public GatewayPage {
            requireError(status);
            Objects.requireNonNull(moment, "moment");
        }
    }

    /** Sends a notification twice at once. Of notifications only. */
    record Duplicate() implements Fault {}

    /** Waits before the effect, or between effect and reply. */
    static Slow slow(Duration delay, Moment moment) {
        return new Slow(delay, moment);
    }

    /** Resets the connection before or after the effect. */
    static Reset reset(Moment moment) {
        return new Reset(moment);
    }

    /** Half of the reply's body. */
    static HalfReply halfReply() {
        return new HalfReply();
    }

    /** A wrong signature. */
    static SpoiltSignature spoiltSignature() {
        return new SpoiltSignature();
    }

    /** A signature that says itself that it is wrong. */
    static ProbeSignature probeSignature() {
        return new ProbeSignature();
    }

    /** A signature by another key than the one that should have signed, and is named. */
    static WrongKey wrongKey() {
        return new WrongKey();
    }

    /** The serial of another key than the one that signed. */
    static WrongSerial wrongSerial() {
        return new WrongSerial();
    }

    /** A serial that does not exist, of the form that certificates have. */
    static UnknownSerial unknownSerial() {
        return unknownSerial("5A0000000000000000000000000000000000000A");
    }

    /** A serial that does not exist; {@code PUB_KEY_ID_…} for a key of the other kind. */
    static UnknownSerial unknownSerial(String serial) {
        return new UnknownSerial(serial);
    }

    /**
     * A reply without one header.
     *
     * @throws IllegalArgumentException if LocalPay sends no such header, or it has nothing to do with signatures
     */
    static MissingHeader missingHeader(String name) {
        return new MissingHeader(name);
    }

    /** A timestamp ten minutes old, where five are allowed. */
    static StaleTimestamp staleTimestamp() {
        return staleTimestamp(Duration.ofMinutes(10));
    }

    /** A timestamp of that age. */
    static StaleTimestamp staleTimestamp(Duration age) {
        return new StaleTimestamp(age);
    }

    /** An error before the effect, for example 429 and {@code RATELIMIT_EXCEEDED}. */
    static Refusal refusal(int status, String code) {
        return refusal(status, code, Moment.BEFORE_EFFECT);
    }

    /** An error before or after the effect; after it, the caller is told of a failure that was none. */
    static Refusal refusal(int status, String code, Moment moment) {
        return new Refusal(status, code, moment, null);
    }

    /** 202 without an effect. */
    static Accepted accepted() {
        return new Accepted();
    }

    /** A gateway's page before the effect, for example 502. */
    static GatewayPage gatewayPage(int status) {
        return gatewayPage(status, Moment.BEFORE_EFFECT);
    }

    /** A gateway's page before or after the effect, for example 504. */
    static GatewayPage gatewayPage(int status, Moment moment) {
        return new GatewayPage(status, moment);
    }

    /** A notification that comes twice at once. */
    static Duplicate duplicate() {
        return new Duplicate();
    }

    private static void requireError(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status is " + status + "; it must be from 400 to 599");
        }
    }

    private static void requireNotBlank(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    private static void requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + "; it must not be negative");
        }
    }
}
