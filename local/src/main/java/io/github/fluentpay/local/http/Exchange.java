package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.protocol.Authorization;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.time.Instant;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One request and where its reply goes.
 *
 * @param callback ends the exchange; called once
 * @param arrived when the request had come in
 */
record Exchange(Request request, Response response, Callback callback, Instant arrived) {

    String method() {
        return request.getMethod();
    }

    /** As sent, without query. */
    String path() {
        String target = RawTarget.of(request);
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The merchant number that the caller claims, or null. */
    @Nullable
    String mchid() {
        String authorization = request.getHeaders().get("Authorization");
        try {
            return authorization == null
                    ? null
                    : Authorization.parse(authorization).mchid();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The key that the caller asks for, or null. */
    @Nullable
    String wantedSerial() {
        return request.getHeaders().get(SignatureHeaders.SERIAL);
    }

    /** What the journal keeps of it. */
    JournalEntry entry(
            Reply reply,
            JournalEntry.Effect effect,
            @Nullable String requestId,
            @Nullable String signedBy,
            @Nullable Fault fault) {
        return entry(reply.status(), reply.code(), effect, requestId, signedBy, fault);
    }

    /** The same of a reply that is not ours, or of none. */
    JournalEntry entry(int status, JournalEntry.Effect effect, Fault fault) {
        return entry(status, "", effect, null, null, fault);
    }

    private JournalEntry entry(
            int status,
            String code,
            JournalEntry.Effect effect,
            @Nullable String requestId,
            @Nullable String signedBy,
            @Nullable Fault fault) {
        return new JournalEntry(arrived, method(), path(), mchid(), status, code, requestId, effect, signedBy, fault);
    }
}
