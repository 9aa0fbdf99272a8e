package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.exchange.Router;
import io.github.fluentpay.local.signature.ReplySigner;
import io.github.fluentpay.local.signature.RequestCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the platform does with a request: check the signature, answer, and turn every refusal into the error shape.
 *
 * @param check who calls, and whether the signature holds
 * @param router the endpoints
 * @param signer signs the replies
 */
public record Platform(RequestCheck check, Router router, ReplySigner signer) {

    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    Reply answer(Request request) {
        try {
            return router.answer(check.caller(request), request);
        } catch (RefusedException e) {
            return Reply.refusing(e);
        } catch (RuntimeException e) {
            LOG.error("LocalPay failed at {} {}", request.method(), request.rawPath(), e);
            return Reply.refusing(
                    new RefusedException(ErrorCode.SYSTEM_ERROR, "LocalPay failed; its log has the reason"));
        }
    }
}
