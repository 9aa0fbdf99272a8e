package io.github.fluentpay.protocol;

/**
 * The message cannot be trusted: its signature does not hold. {@link #refusal()} says in which way. For the reply to a
 * write, {@link #retrySafety()} is {@link RetrySafety#UNKNOWN}: the platform has very likely acted. It is
 * {@link RetrySafety#SAFE} if the message is a list of platform certificates that a call needed first: the call itself was
 * not sent then.
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

    /**
     * As {@link #ValidationException(String, Refusal, RetrySafety, String)}, of a call that could not be made for it.
     *
     * @param cause the refusal of the message itself
     */
    public ValidationException(
            String subject, Refusal refusal, RetrySafety retrySafety, String nextStep, ValidationException cause) {
        super(subject + " cannot be trusted: " + refusal.message() + ". " + nextStep, retrySafety, cause);
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
