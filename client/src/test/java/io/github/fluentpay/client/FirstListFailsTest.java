package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.WechatPayException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A write that needs the list of platform certificates first, and fails in the way that the list fails: not sent. */
class FirstListFailsTest {

    private static final String PATH = "v3/any";
    private static final String NOT_SENT = "POST " + PATH + ": not sent: its reply could not be verified, since the ";
    private static final JsonObject BODY = JsonObject.of("a", "b");

    /** @param message how the message goes on after {@link #NOT_SENT} */
    record Unusable(String name, Answer list, Class<? extends WechatPayException> type, String message) {

        @Override
        public String toString() {
            return name;
        }
    }

    private TestPlatform platform;

    @BeforeEach
    void start() throws IOException {
        platform = new TestPlatform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    static Stream<Unusable> lists() throws Exception {
        X509Certificate certificate = CertificateDownloadTest.certificate(Identities.PLATFORM);
        Answer good = CertificateDownloadTest.list(certificate).with("Wechatpay-Serial", SerialNumber.of(certificate));
        String untrusted = "list of platform certificates cannot be trusted: ";
        String unreadable = "list of platform certificates cannot be read: ";
        String notDownloaded = "platform certificates could not be downloaded: ";
        return Stream.of(
                new Unusable(
                        "of another signer",
                        CertificateDownloadTest.list(CertificateDownloadTest.certificate(Identities.MERCHANT))
                                .with("Wechatpay-Serial", SerialNumber.of(certificate)),
                        ValidationException.class,
                        untrusted + "its signature does not fit the "),
                new Unusable(
                        "of an unknown key",
                        good.with("Wechatpay-Serial", "5A0A"),
                        ValidationException.class,
                        untrusted + "it is signed with the key \"5A0A\""),
                new Unusable(
                        "unsigned",
                        good.unsigned().with("Wechatpay-Serial", ""),
                        ValidationException.class,
                        untrusted + "the header Wechatpay-Timestamp is missing"),
                new Unusable(
                        "stale",
                        good.with("Wechatpay-Timestamp", "1000000000"),
                        ValidationException.class,
                        untrusted + "its timestamp 1000000000 is more than 5 minutes before"),
                new Unusable(
                        "probe",
                        good.with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/abc"),
                        ValidationException.class,
                        untrusted + "its signature starts with WECHATPAY/SIGNTEST/"),
                new Unusable("empty", Answer.json(200, "{}"), MalformedMessageException.class, unreadable),
                new Unusable("cut JSON", Answer.json(200, "{\"da"), MalformedMessageException.class, unreadable),
                new Unusable(
                        "page",
                        Answer.json(200, "<html>").with("Content-Type", "text/html"),
                        MalformedMessageException.class,
                        unreadable),
                // Its status and code must not be taken for those of the write, so it is no ServiceException.
                new Unusable(
                        "refused",
                        Answer.json(404, "{\"code\":\"RESOURCE_NOT_EXISTS\"}"),
                        TransportException.class,
                        notDownloaded),
                new Unusable("unanswered", Answer.NONE, TransportException.class, notDownloaded));
    }

    private WechatPayException failure(Verb verb, ApiV3Key key) {
        try (WechatPayClient pay =
                platform.client().apiV3Key(key).keyMode(KeyMode.certificates()).build()) {
            return catchThrowableOfType(WechatPayException.class, () -> verb.post(pay.chain(PATH), BODY));
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void decidesTheKindOfTheFailure(Unusable unusable) {
        platform.answer(unusable.list());
        for (Verb verb : Verb.values()) {
            WechatPayException failure = failure(verb, CertificateDownloadTest.KEY);

            assertThat(failure)
                    .isInstanceOf(unusable.type())
                    .hasMessageStartingWith(NOT_SENT + unusable.message())
                    .hasMessageContaining(". Nothing was sent. Next: ")
                    .hasCauseInstanceOf(WechatPayException.class);
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
        }
        assertThat(platform.received)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.target()).isEqualTo("/v3/certificates"));
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheApiV3KeyDoesNotOpenIt(Verb verb) throws Exception {
        platform.answer(CertificateDownloadTest.list(CertificateDownloadTest.certificate(Identities.PLATFORM)));
        String key = "f".repeat(32);

        assertThat(failure(verb, ApiV3Key.of(key)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith(
                        NOT_SENT + "list of platform certificates cannot be read: The encrypted resource"
                                + " does not open with this APIv3 key")
                .hasMessageEndingWith(". Nothing was sent. Next: check the APIv3 key, the base URL and any proxy on the"
                        + " way, then retry")
                .hasMessageNotContaining(key);
    }

    @Test
    void keepsTheReasonOfTheRefusalAndTheRefusingReply() throws Exception {
        platform.answer(lists().filter(each -> each.name().equals("probe"))
                .findFirst()
                .orElseThrow()
                .list());
        assertThat(((ValidationException) failure(Verb.SYNC, CertificateDownloadTest.KEY)).reason())
                .isEqualTo(Refusal.Reason.PROBE_SIGNATURE);

        platform.answer(Answer.json(403, "{\"code\":\"NO_AUTH\"}"));
        assertThat(failure(Verb.SYNC, CertificateDownloadTest.KEY)).hasCauseInstanceOf(ServiceException.class);
    }

    /** What waits for the list under its own name fails with the list's own exception, as a call does. */
    @Test
    void aDownloadByItselfFailsAsACallDoes() throws Exception {
        platform.answer(lists().findFirst().orElseThrow().list());
        try (WechatPayClient pay = platform.client()
                .apiV3Key(CertificateDownloadTest.KEY)
                .keyMode(KeyMode.certificates())
                .build()) {
            assertThat(pay.keys().refresh())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(ValidationException.class)
                    .withMessageContaining("The reply to GET v3/certificates cannot be trusted: ");
            assertThat(pay.keys().lastFailure().orElseThrow().message()).startsWith("The reply to GET v3/certificates");
        }
    }
}
