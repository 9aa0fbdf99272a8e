package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.ApiV2;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.exchange.Router;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.local.signature.ReplySigner;
import io.github.fluentpay.local.signature.RequestCheck;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the platform does with a request: check the signature, answer, and turn every refusal into the error shape.
 *
 * @param check who calls, and whether the signature holds
 * @param router the endpoints
 * @param signer signs the replies
 * @param limits who asks too often
 * @param faults what goes wrong
 * @param journal takes an entry for each exchange, before its reply is sent
 * @param admin calls about LocalPay itself
 */
public record Platform(
        RequestCheck check,
        Router router,
        ReplySigner signer,
        RequestLimit limits,
        FaultSource faults,
        Consumer<JournalEntry> journal,
        Admin admin) {

    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private static final String TOLD_TO = "LocalPay was told to answer so";

    /** What was done, and what is said about it; not the same under every fault. */
    record Outcome(JournalEntry.Effect effect, Reply reply) {

        static Outcome of(Reply reply) {
            return new Outcome(effectOf(reply), reply);
        }

        private static JournalEntry.Effect effectOf(Reply reply) {
            if (reply.isRefusal()) {
                return JournalEntry.Effect.NONE;
            }
            return reply.isRepeat() ? JournalEntry.Effect.REPEATED : JournalEntry.Effect.DONE;
        }
    }

    Outcome answer(Request request, @Nullable Fault fault) {
        if (ApiV2.isMeant(request)) {
            return Outcome.of(Reply.refusing(router.apiV2(request)));
        }
        String caller;
        try {
            caller = check.caller(request);
        } catch (RefusedException e) {
            return Outcome.of(Reply.refusing(e));
        } catch (RuntimeException e) {
            return Outcome.of(failed(request, e));
        }
        String exceeded = limits.exceededBy(caller, request.method(), request.rawPath());
        if (exceeded != null) {
            return Outcome.of(Reply.refusing(new RefusedException(
                    ErrorCode.RATELIMIT_EXCEEDED, "Too often: a merchant may send " + exceeded + ". Slow down")));
        }
        if (fault instanceof Fault.Accepted) {
            return Outcome.of(Reply.accepted());
        }
        if (fault instanceof Fault.Refusal refusal) {
            return refusal.moment() == Moment.BEFORE_EFFECT
                    ? Outcome.of(refusing(refusal))
                    : new Outcome(Outcome.of(routed(caller, request)).effect(), refusing(refusal));
        }
        return Outcome.of(routed(caller, request));
    }

    private Reply routed(String caller, Request request) {
        try {
            return router.answer(caller, request);
        } catch (RefusedException e) {
            return Reply.refusing(e);
        } catch (RuntimeException e) {
            return failed(request, e);
        }
    }

    private static Reply failed(Request request, RuntimeException e) {
        LOG.error("LocalPay failed at {} {}", request.method(), request.rawPath(), e);
        return Reply.refusing(new RefusedException(ErrorCode.SYSTEM_ERROR, "LocalPay failed; its log has the reason"));
    }

    private static Reply refusing(Fault.Refusal refusal) {
        Map<String, String> headers = refusal.retryAfter() == null
                ? Map.of()
                : Map.of("Retry-After", Long.toString(refusal.retryAfter().toSeconds()));
        return Reply.refusing(refusal.status(), refusal.code(), TOLD_TO, headers);
    }
}
