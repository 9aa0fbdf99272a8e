package io.github.fluentpay.protocol;

/**
 * The message cannot be trusted: its signature does not hold. {@link #refusal()} says in which way. For the reply to a
 * write, {@link #retrySafety()} is {@link RetrySafety#UNKNOWN}: the platform has very likely acted.
 */
public final class ValidationException extends WechatPayException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** @param subject what was refused, to begin the message with: {@code "The reply to POST v3/…"} */
    public ValidationException(String subject, Refusal refusal, RetrySafety retrySafety) {
        super(subject + " cannot be trusted: " + refusal.message(), retrySafety, null);
        this.refusal = refusal;
    }

    /** @param nextStep what to do now, after what is wrong */
    public ValidationException(String subject, Refusal refusal, RetrySafety retrySafety, String nextStep) {
        super(subject + " cannot be trusted: " + refusal.message() + ". " + nextStep, retrySafety, null);
        this.refusal = refusal;
    }

    /** The reason, as a value. */
    public Refusal refusal() {
        return refusal;
    }

    /** Shorthand for {@code refusal().reason()}. */
    public Refusal.Reason reason() {
        return refusal.reason();
    }
}
