package io.github.fluentpay.returns;

import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt tells.
 *
 * @param state RETURNED, REFUSED, IN_DOUBT, WAITING or UNKNOWN
 * @param advice what it means for the merchant's other rows
 * @param code why; null if it is RETURNED
 */
record Judgement(
        ReturnState state,
        Advice advice,
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId,
        @Nullable String returnTime) {

    /** What the next row of the same merchant may expect. */
    enum Advice {
        /** Go on. */
        GO_ON,
        /** The platform says that it is too much. */
        SLOW_DOWN,
        /** The platform answers, and fails: try with one row at a time, and soon, as it may be this row alone. */
        TAKE_CARE,
        /** Nobody gets through, or nobody is let in: try with one row at a time, after longer and longer waits. */
        STAND_BACK
    }

    static final String NO_ANSWER = "NO_ANSWER";

    static Judgement returned(@Nullable String requestId, @Nullable String returnTime) {
        return new Judgement(ReturnState.RETURNED, Advice.GO_ON, null, null, requestId, returnTime);
    }

    static Judgement refused(String code, String message, @Nullable String requestId) {
        return new Judgement(ReturnState.REFUSED, Advice.GO_ON, code, message, requestId, null);
    }

    static Judgement unknown(String code, String message, @Nullable String requestId) {
        return new Judgement(ReturnState.UNKNOWN, Advice.GO_ON, code, message, requestId, null);
    }

    /** Of a call that was not made, because the worker was held up until its lease was nearly over. */
    static Judgement tooLate(boolean isDoubtful) {
        Judgement waiting = new Judgement(
                ReturnState.WAITING, Advice.GO_ON, "NOT_SENT", "The worker was held up for too long", null, null);
        return isDoubtful ? waiting.afterDoubt() : waiting;
    }

    /** Of a call that did not end in a reply. */
    static Judgement of(Throwable failure) {
        if (failure instanceof ServiceException refusal) {
            return of(refusal);
        }
        if (failure instanceof WechatPayException noAnswer) {
            boolean safe = noAnswer.retrySafety() == RetrySafety.SAFE;
            String code = noAnswer instanceof TransportException ? NO_ANSWER : "UNTRUSTED";
            return new Judgement(
                    safe ? ReturnState.WAITING : ReturnState.UNKNOWN,
                    Advice.STAND_BACK,
                    code,
                    String.valueOf(noAnswer.getMessage()),
                    null,
                    null);
        }
        if (failure instanceof IllegalArgumentException wrong) {
            return refused("NOT_SENT", String.valueOf(wrong.getMessage()), null);
        }
        if (failure instanceof IllegalStateException misuse) {
            // A closed client, no key to verify with: nothing was sent, and the cure is not in the row.
            return new Judgement(
                    ReturnState.WAITING,
                    Advice.STAND_BACK,
                    "NOT_SENT",
                    String.valueOf(misuse.getMessage()),
                    null,
                    null);
        }
        return unknown("FAILED", String.valueOf(failure), null);
    }

    private static Judgement of(ServiceException refusal) {
        String code = refusal.code() == null ? "HTTP_" + refusal.status() : refusal.code();
        String message =
                refusal.platformMessage() == null ? String.valueOf(refusal.getMessage()) : refusal.platformMessage();
        return switch (refusal.meaning()) {
            case NOT_ACCEPTED ->
                new Judgement(ReturnState.WAITING, Advice.SLOW_DOWN, code, message, refusal.requestId(), null);
            case UNKNOWN ->
                new Judgement(ReturnState.UNKNOWN, adviceAfter(refusal), code, message, refusal.requestId(), null);
            case DECIDED ->
                refusal.status() == 401
                        // The merchant's key or clock is wrong, which is no fault of the row.
                        ? new Judgement(
                                ReturnState.WAITING, Advice.STAND_BACK, code, message, refusal.requestId(), null)
                        : refused(code, message, refusal.requestId());
        };
    }

    private static Advice adviceAfter(ServiceException unknown) {
        if (unknown.status() == 429) {
            return Advice.SLOW_DOWN;
        }
        // A proxy's or firewall's page keeps every row out.
        boolean keptOut = unknown.code() == null && unknown.status() < 500;
        return keptOut ? Advice.STAND_BACK : Advice.TAKE_CARE;
    }

    /**
     * The same, if an attempt before it may have been performed and nothing has told since. The rule is
     * {@link RetrySafety#inAll}: no later failure settles an earlier attempt.
     */
    Judgement afterDoubt() {
        return switch (state) {
            case WAITING -> new Judgement(ReturnState.UNKNOWN, advice, code, message, requestId, returnTime);
            case REFUSED ->
                new Judgement(
                        ReturnState.IN_DOUBT,
                        advice,
                        code,
                        message + " (an earlier attempt had no answer and may have been performed: look at the coupon)",
                        requestId,
                        returnTime);
            default -> this;
        };
    }
}
