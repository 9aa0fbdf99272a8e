package io.github.fluentpay.doctor;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.doctor.Calls.Outcome;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.WechatPayException;

/** The platform's own test of signatures and sealing (商户签名验签/加解密测试). */
final class SelfTest {

    private static final String PATH = "v3/security/echo";
    private static final String PLAIN = "echo_message";
    private static final String SEALED = "encrypted_echo_message";
    private static final String MESSAGE = "FluentPay doctor";

    private final Credentials credentials;
    private final Report report;

    SelfTest(Credentials credentials, Report report) {
        this.credentials = credentials;
        this.report = report;
    }

    /** The call with a plain message, which is the first one made. */
    static Outcome<Reply> echo(Calls calls) {
        return calls.make(pay -> pay.chain(PATH).post(JsonObject.of(PLAIN, MESSAGE)));
    }

    /** Judges the call that {@link #echo} made. */
    void plain(Outcome<Reply> echo) {
        if (credentials.platformKeys().isEmpty()) {
            report.skip(Check.ECHO, "the self-test needs a key of the platform");
        } else if (echo.failure() instanceof ValidationException || report.is(Check.REPLY_KEY, Verdict.FAILED)) {
            report.skipFor(Check.ECHO, Check.REPLY_KEY);
        } else if (echo.failure() instanceof ServiceException refused) {
            refusedEcho(refused);
        } else if (echo.value() != null && MESSAGE.equals(text(echo.value(), PLAIN))) {
            report.pass(Check.ECHO, "the self-test gives the message back");
        } else {
            report.fail(
                    Check.ECHO,
                    "the self-test gives no message back, or another one",
                    "Check the base URL, and any proxy on the way");
        }
    }

    /** Makes the call with a sealed message, if the plain one went well. */
    void sealed(Calls calls) {
        if (!report.holds(Check.ECHO)) {
            report.skipFor(Check.ENCRYPTED_ECHO, Check.ECHO);
            return;
        }
        if (!(credentials.signer() instanceof MerchantKey)) {
            report.skip(Check.ENCRYPTED_ECHO, "the private key is not in memory, and opens nothing here");
            return;
        }
        Outcome<Reply> echo = calls.make(
                pay -> pay.chain(PATH).encrypting("/" + SEALED).post(JsonObject.of(PLAIN, MESSAGE, SEALED, MESSAGE)));
        if (echo.failure() instanceof ServiceException refused) {
            refusedSealedEcho(refused);
        } else if (echo.value() == null) {
            WechatPayException failure = echo.failure();
            report.fail(
                    Check.ENCRYPTED_ECHO,
                    String.valueOf(failure == null ? "no reply" : failure.getMessage()),
                    "Run the doctor again");
        } else if (text(echo.value(), SEALED).isEmpty()) {
            report.skip(Check.ENCRYPTED_ECHO, "the self-test gives no sealed message back");
        } else {
            opened(calls, echo.value());
        }
    }

    private void opened(Calls calls, Reply reply) {
        try {
            if (calls.open(reply, SEALED).equals(MESSAGE)) {
                report.pass(Check.ENCRYPTED_ECHO, "sensitive fields are opened, here and there");
            } else {
                report.fail(
                        Check.ENCRYPTED_ECHO,
                        "the self-test gives another sealed message back",
                        "Check the base URL, and any proxy on the way");
            }
        } catch (MalformedMessageException e) {
            report.fail(
                    Check.ENCRYPTED_ECHO,
                    "what the platform seals does not open with the private key: it seals for another API certificate"
                            + " of this merchant",
                    "Check in the merchant console which API certificate is the valid one, and use that one's key");
        }
    }

    private void refusedSealedEcho(ServiceException refused) {
        if (Outcome.isUndecided(refused)) {
            report.skip(Check.ENCRYPTED_ECHO, Words.notNow(refused), Words.LATER);
            return;
        }
        boolean isPublicKey = credentials.platformKeys().publicKey().isPresent();
        report.fail(
                Check.ENCRYPTED_ECHO,
                "the platform cannot open what was sealed for it: " + Words.of(refused),
                isPublicKey ? Words.TAKE_PUBLIC_KEY : Words.DOWNLOAD_CERTIFICATES);
    }

    /** It is documented for ordinary merchants and partners alone. */
    private void refusedEcho(ServiceException refused) {
        if (Outcome.isUndecided(refused)) {
            report.skip(Check.ECHO, Words.notNow(refused), Words.LATER);
        } else if (refused.status() == 403 || refused.status() == 404) {
            report.skip(Check.ECHO, "the platform does not offer its self-test here: " + Words.of(refused));
        } else {
            report.fail(
                    Check.ECHO,
                    "the platform refuses its self-test: " + Words.of(refused),
                    "Check that the platform key of the profile is one of this merchant's; the reply says more");
        }
    }

    private static String text(Reply reply, String name) {
        try {
            return reply.json().get(name) instanceof JsonString string ? string.value() : "";
        } catch (IllegalStateException notJson) {
            return "";
        }
    }
}
