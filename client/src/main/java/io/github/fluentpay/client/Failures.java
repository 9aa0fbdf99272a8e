package io.github.fluentpay.client;

import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.WechatPayException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** What went wrong on the way, usually in the words of {@link TransportException}. */
final class Failures {

    private static final String MAY_HAVE_ACTED =
            " The platform may have acted. Next: query the outcome, or send the same"
                    + " request again with the same numbers and parameters, never with new ones";

    private Failures() {}

    static WechatPayException transport(Call call, BaseUrl host, Throwable failure) {
        String where = call.endpoint() + " at " + host.origin();
        if (failure instanceof HostUnreachableException) {
            return new TransportException(
                    where + ": no connection: " + reason(failure)
                            + ". Nothing was sent. Next: check the base URL, the network and any proxy",
                    RetrySafety.SAFE,
                    failure);
        }
        if (failure instanceof RequestNotSentException) {
            return new TransportException(
                    where + ": not sent: " + reason(failure) + ". It may be sent again", RetrySafety.SAFE, failure);
        }
        if (failure instanceof TimeoutException) {
            return outcomeUnknown(call, where + " was not answered before the call's timeout.", failure);
        }
        if (failure instanceof CancellationException) {
            return outcomeUnknown(call, where + " was cancelled.", failure);
        }
        if (failure instanceof ReplyTooLargeException tooLarge) {
            if (!tooLarge.head().isSuccess()) {
                return ReplyReader.refusal(call, tooLarge.head());
            }
            return outcomeUnknown(
                    call,
                    where + " was answered with HTTP " + tooLarge.head().status() + ", but " + reason(failure)
                            + " (maxReplyBytes).",
                    failure);
        }
        return outcomeUnknown(call, where + " got no complete answer: " + reason(failure) + ".", failure);
    }

    static TransportException interrupted(Call call, InterruptedException cause) {
        return outcomeUnknown(call, call.endpoint() + ": the waiting thread was interrupted.", cause);
    }

    /** What a future failed with, to throw from the caller's own frame. */
    static RuntimeException unwrapped(Call call, Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            return exception;
        }
        return outcomeUnknown(call, call.endpoint() + " failed: " + reason(failure) + ".", failure);
    }

    private static TransportException outcomeUnknown(Call call, String what, Throwable cause) {
        return call.isRead()
                ? new TransportException(what + " It changes nothing, so it may be sent again", RetrySafety.SAFE, cause)
                : new TransportException(what + MAY_HAVE_ACTED, RetrySafety.UNKNOWN, cause);
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
