package io.github.fluentpay.client;

import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.WechatPayException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What went wrong on the way, usually in the words of {@link TransportException}. */
final class Failures {

    private Failures() {}

    static WechatPayException transport(Call call, BaseUrl host, Throwable failure) {
        String where = call.endpoint() + " at " + host.origin();
        if (failure instanceof HostUnreachableException) {
            return new TransportException(
                    where + ": no connection: " + reason(failure)
                            + ". Nothing was sent. Next: check the base URL, the network and any proxy"
                            + WrongScheme.afterNoConnection(host.origin(), failure),
                    RetrySafety.SAFE,
                    failure);
        }
        if (WrongScheme.isPlainHttp(host.origin(), failure)) {
            return new TransportException(
                    where
                            + ": no connection: the port answers, and not by TLS: it looks like plain http. Nothing was sent."
                            + " Next: give the base URL the port for https, or write http:// for a machine of your own",
                    RetrySafety.SAFE,
                    failure);
        }
        if (failure instanceof RequestNotSentException) {
            return new TransportException(
                    where + ": not sent: " + reason(failure) + ". It may be sent again", RetrySafety.SAFE, failure);
        }
        if (failure instanceof TimeoutException) {
            return outcomeUnknown(call, where + " was not answered before " + Timeouts.OF_CALL + ".", failure);
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
        if (failure instanceof SocketTimeoutException) {
            return outcomeUnknown(
                    call,
                    where + " got no complete answer: the server was silent for as long as responseTimeout allows.",
                    failure);
        }
        return outcomeUnknown(
                call,
                where + " got no complete answer: " + reason(failure) + "."
                        + WrongScheme.afterNoAnswer(host.origin(), failure),
                failure);
    }

    static ValidationException untrusted(Call call, Refusal refusal) {
        String subject = "The reply to " + call.endpoint();
        RetrySafety safety = call.repeat().afterUnknownOutcome();
        return safety == RetrySafety.UNKNOWN
                ? new ValidationException(
                        subject, refusal, safety, call.repeat().nextStep())
                : new ValidationException(subject, refusal, safety);
    }

    static TransportException interrupted(Call call, InterruptedException cause) {
        return outcomeUnknown(call, call.endpoint() + ": the waiting thread was interrupted.", cause);
    }

    /**
     * The waiting thread was interrupted while nothing was under way that the platform may have acted on.
     *
     * @param sent whether there was an attempt before
     */
    static TransportException interruptedBetween(Call call, boolean sent, InterruptedException cause) {
        return new TransportException(
                call.endpoint() + ": the waiting thread was interrupted. "
                        + (sent
                                ? "The platform has not acted on the attempts before, so it may be sent again"
                                : "Nothing was sent"),
                RetrySafety.SAFE,
                cause);
    }

    /** What an attempt that was answered with 202 comes to if no later one is answered. */
    static WechatPayException notFinished(Call call, BaseUrl host) {
        return outcomeUnknown(
                call,
                call.endpoint() + " at " + host.origin() + " was accepted with HTTP 202, and is not finished.",
                null);
    }

    /** A decorated transport may answer with a future that depends on the engine's, and then wraps what that failed with. */
    static @Nullable Throwable withoutWrapping(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static TransportException interruptedBefore(Call call) {
        return new TransportException(
                call.endpoint() + ": the calling thread is interrupted. Nothing was sent", RetrySafety.SAFE, null);
    }

    /** Waiting for the rate limit would outlast the call. */
    static TransportException heldBack(Call call) {
        return new TransportException(
                call.endpoint()
                        + ": not sent: the client's own rate limit has no place for it before "
                        + Timeouts.OF_CALL
                        + ". Next: call less often, allow more time, or change rateLimits(…) of the builder",
                RetrySafety.SAFE,
                null);
    }

    /**
     * There is no key to verify the reply with, so the call was not sent. It fails in the way that the download of the
     * certificates failed, except for a refusal: status and code of another call must not be taken for this one's.
     */
    static WechatPayException noKeys(Call call, Throwable failure) {
        String notSent = call.endpoint() + ": not sent: its reply could not be verified, since ";
        if (failure instanceof ValidationException untrusted) {
            return new ValidationException(
                    notSent + "the list of platform certificates",
                    untrusted.refusal(),
                    RetrySafety.SAFE,
                    "Nothing was sent. Next: check the base URL, this machine's clock and any proxy on the way, then retry",
                    untrusted);
        }
        if (failure instanceof MalformedMessageException unreadable) {
            return new MalformedMessageException(
                    notSent + "the list of platform certificates cannot be read: " + reason(unreadable)
                            + ". Nothing was sent. Next: check the APIv3 key, the base URL and any proxy on the way, then"
                            + " retry",
                    RetrySafety.SAFE,
                    unreadable);
        }
        return new TransportException(
                notSent + "the platform certificates could not be downloaded: " + reason(failure)
                        + ". Nothing was sent. Next: fix the cause and retry; a merchant without platform certificates uses"
                        + " keyMode(KeyMode.publicKey(…)) of the builder",
                RetrySafety.SAFE,
                failure);
    }

    static TransportException keysTooLate(Call call) {
        return new TransportException(
                call.endpoint()
                        + ": not sent: the platform certificates were not there before " + Timeouts.OF_CALL
                        + ". It may be sent again",
                RetrySafety.SAFE,
                null);
    }

    static TransportException turnTooLate(Call call) {
        return new TransportException(
                call.endpoint() + ": not sent: " + Timeouts.OF_CALL
                        + " passed before its turn came. It may be sent again",
                RetrySafety.SAFE,
                null);
    }

    /** What a future failed with, to throw from the caller's own frame. */
    static RuntimeException unwrapped(Call call, Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            return exception;
        }
        return outcomeUnknown(call, call.endpoint() + " failed: " + reason(failure) + ".", failure);
    }

    private static TransportException outcomeUnknown(Call call, String what, @Nullable Throwable cause) {
        return new TransportException(
                what + " " + call.repeat().nextStep(), call.repeat().afterUnknownOutcome(), cause);
    }

    static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
