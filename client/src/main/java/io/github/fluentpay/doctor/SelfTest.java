package io.github.fluentpay.doctor;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.doctor.Calls.Outcome;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.VerifyingKey;
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

    static Outcome<Reply> echo(Calls calls) {
        return calls.make(pay -> pay.chain(PATH).post(JsonObject.of(PLAIN, MESSAGE)));
    }

    void plain(Outcome<Reply> echo) {
        if (credentials.platformKeys().isEmpty()) {
            report.skip(Check.ECHO, "the self-test needs a key of the platform");
        } else if (echo.failure() instanceof ServiceException refused) {
            refusedEcho(Check.ECHO, refused);
        } else if (echo.value() == null) {
            report.skipFor(Check.ECHO, Check.REPLY_KEY);
        } else if (MESSAGE.equals(text(echo.value(), PLAIN))) {
            report.pass(Check.ECHO, "the self-test gives the message back");
        } else {
            report.fail(
                    Check.ECHO,
                    "the self-test gives another message back",
                    "Check the base URL, and any proxy on the way");
        }
    }

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
        if (refused.status() >= 500) {
            refusedEcho(Check.ENCRYPTED_ECHO, refused);
            return;
        }
        report.fail(
                Check.ENCRYPTED_ECHO,
                "the platform cannot open what was sealed for it: " + Words.of(refused),
                Words.isPublicKey(credentials
                                .platformKeys()
                                .sealing()
                                .map(VerifyingKey::serial)
                                .orElse(""))
                        ? Words.TAKE_PUBLIC_KEY
                        : Words.DOWNLOAD_CERTIFICATES);
    }

    /** It is documented for ordinary merchants and partners alone. */
    private void refusedEcho(Check check, ServiceException refused) {
        report.skip(check, "the platform does not offer its self-test here: " + Words.of(refused));
    }

    private static String text(Reply reply, String name) {
        return reply.json().get(name) instanceof JsonString string ? string.value() : "";
    }
}
