package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.NotificationAnswer;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.NotificationSigner;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.protocol.ValidationException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Taking notifications in public-key mode, where nothing is ever asked of the platform. */
class NotificationsTest {

    private static final Path LOG = Path.of("target/client-test.log");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final ApiV3Key KEY = ApiV3Key.of("0123456789abcdef0123456789abcdef");
    private static final NotificationSigner PLATFORM = new NotificationSigner(
            Identities.PUBLIC_KEY_ID, MerchantKey.of(Identities.PLATFORM.getPrivate()), KEY, new Random(3));
    private static final JsonObject PAID = JsonObject.of("out_trade_no", "1217752501201407033233368018");
    private static final SignedNotification SENT = PLATFORM.sign("TRANSACTION.SUCCESS", "transaction", PAID, NOW);

    private final WechatPayClient pay = WechatPayClient.builder()
            .merchant(Identities.merchant())
            .verifyingKeys(Identities.platformKeys())
            .apiV3Key(KEY)
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();
    private final Notifications<Notification> notifications = pay.notifications(Function.identity());

    @AfterEach
    void close() {
        pay.close();
    }

    /** The ways to take one, so that one body of assertions runs against each. */
    enum Way {
        RECEIVE,
        RECEIVE_ASYNC;

        <N> N take(Notifications<N> notifications, NotificationRequest request) {
            if (this == RECEIVE) {
                return notifications.receive(request);
            }
            try {
                return notifications.receiveAsync(request).get(60, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException exception && !(exception instanceof CompletionException)) {
                    throw exception;
                }
                throw new AssertionError("The future failed with a wrapped exception", e);
            } catch (InterruptedException | TimeoutException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void areVerifiedDecryptedAndMadeWhatTheApplicationWants(Way way) {
        Notifications<String> numbers =
                pay.notifications(each -> each.resource().string("out_trade_no"));

        assertThat(way.take(notifications, SENT).resource()).isEqualTo(PAID);
        assertThat(way.take(numbers, SENT)).isEqualTo("1217752501201407033233368018");
        assertThat(pay.keys().seen().get(Identities.PUBLIC_KEY_ID).notifications())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedWithTheReasonAndCountForNothing(Way way) {
        SignedNotification probe = SENT.withHeader("Wechatpay-Signature", "WECHATPAY/SIGNTEST/AbC");

        assertThatThrownBy(() -> way.take(notifications, probe))
                .isInstanceOf(ValidationException.class)
                .hasMessage("The notification cannot be trusted: its signature starts with WECHATPAY/SIGNTEST/: the"
                        + " platform is testing that wrong signatures are refused. Nothing is wrong here; a notification"
                        + " will come again, the outcome of a call has to be queried");
        assertThat(pay.keys().seen()).isEmpty();
    }

    /** A public key is not to be downloaded; neither is anything else in this mode. */
    @ParameterizedTest
    @EnumSource
    void ofAnUnknownKeyAreRefusedWithoutADownload(Way way) {
        SignedNotification ofACertificate =
                SENT.withHeader("Wechatpay-Serial", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1");
        SignedNotification ofAnotherKey = SENT.withHeader("Wechatpay-Serial", "PUB_KEY_ID_0199");

        assertThatThrownBy(() -> way.take(notifications, ofACertificate))
                .isInstanceOf(ValidationException.class)
                .hasMessage("The notification cannot be trusted: it is signed with the key"
                        + " \"5157F09EFDC096DE15EBE81A47057A7232F1B8E1\", and the known keys are ["
                        + Identities.PUBLIC_KEY_ID + "]; that is a platform certificate: while a merchant moves to the"
                        + " public key both kinds come, so add the platform certificates too");
        assertThatThrownBy(() -> way.take(notifications, ofAnotherKey))
                .isInstanceOf(ValidationException.class)
                .hasMessage("The notification cannot be trusted: it is signed with the key \"PUB_KEY_ID_0199\", and the"
                        + " known keys are [" + Identities.PUBLIC_KEY_ID + "]; that is another WeChat Pay public key:"
                        + " take pub_key.pem and its ID from the console of this mchid");
        assertThat(pay.keys().lastFailure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ofAnotherMerchantDoNotOpen(Way way) {
        Notifications<Notification> others = pay.toBuilder()
                .apiV3Key(ApiV3Key.of("1123456789abcdef0123456789abcdef"))
                .build()
                .notifications(Function.identity());

        assertThatThrownBy(() -> way.take(others, SENT))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("The encrypted resource does not open with this APIv3 key: it is not the key set in the"
                        + " console under API security (API安全) when this was sealed, or the ciphertext was changed");
    }

    /** What fails in the adapter to a web framework fails the future too, and is not thrown past it. */
    @ParameterizedTest
    @EnumSource
    void thatCannotBeTakenOutOfTheirRequestFailAsTheRequestDoes(Way way) {
        NotificationRequest hungUp = new NotificationRequest() {
            @Override
            public String header(String name) {
                return SENT.header(name);
            }

            @Override
            public byte[] body() {
                throw new UncheckedIOException(new SocketException("Connection reset"));
            }
        };

        assertThatThrownBy(() -> way.take(notifications, hungUp)).isInstanceOf(UncheckedIOException.class);
        assertThat(notifications.receiveAsync(hungUp)).isCompletedExceptionally();
        assertThat(notifications.handle(hungUp, never()))
                .isEqualTo(NotificationAnswer.failure(500, "The notification was not taken"));
    }

    @Test
    void needAnApiV3Key() {
        try (WechatPayClient keyless = WechatPayClient.builder()
                .merchant(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .build()) {
            assertThatThrownBy(() -> keyless.notifications(Function.identity()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The APIv3 key is missing: apiV3Key(ApiV3Key.of(…)) of the builder; notifications are"
                            + " encrypted with it");
        }
    }

    @Test
    void areAnsweredWithSuccessWhenTheHandlerReturns() {
        List<Notification> handled = new ArrayList<>();

        NotificationAnswer answer = notifications.handle(SENT, handled::add);

        assertThat(handled).extracting(Notification::resource).containsExactly(PAID);
        assertAnswer(answer, 200, "{\"code\":\"SUCCESS\",\"message\":\"OK\"}");
        assertThat(answer.isSuccess()).isTrue();
    }

    @Test
    void areAnsweredWith401WhenTheyCannotBeTrusted() {
        NotificationAnswer answer =
                notifications.handle(SENT.withHeader("Wechatpay-Signature", "WECHATPAY/SIGNTEST/AbC"), never());

        assertAnswer(answer, 401, "{\"code\":\"FAIL\",\"message\":\"The signature was refused: PROBE_SIGNATURE\"}");
    }

    @Test
    void areAnsweredWith400WhenTheyCannotBeRead() {
        SignedNotification signedAllTheSame = PLATFORM.sign("<xml/>".getBytes(StandardCharsets.UTF_8), NOW);

        NotificationAnswer answer = notifications.handle(signedAllTheSame, never());

        assertAnswer(answer, 400, "{\"code\":\"FAIL\",\"message\":\"The notification cannot be read\"}");
    }

    @Test
    void areAnsweredWith500WhenTheHandlerFailsAndSayNothingOfTheInside() throws Exception {
        int before = (int) Files.size(LOG);

        NotificationAnswer answer = notifications.handle(SENT, notification -> {
            throw new SQLException("table ORDERS is locked");
        });

        assertAnswer(answer, 500, "{\"code\":\"FAIL\",\"message\":\"The notification was not taken\"}");
        String log =
                new String(Files.readAllBytes(LOG), before, (int) Files.size(LOG) - before, StandardCharsets.UTF_8);
        assertThat(log)
                .contains("The handler of Notification[EV-")
                .contains(", TRANSACTION.SUCCESS] failed; the platform will deliver it again")
                .contains("table ORDERS is locked")
                .doesNotContain("1217752501201407033233368018");
    }

    @Test
    void areAnsweredWith500WhenTheirViewFails() {
        Notifications<String> broken = pay.notifications(notification -> {
            throw new IllegalStateException("no view");
        });

        assertThat(broken.handle(SENT, never()).status()).isEqualTo(500);
        assertThatThrownBy(() -> broken.receive(SENT)).hasMessage("no view");
        assertThat(broken.receiveAsync(SENT)).isCompletedExceptionally();
    }

    /** The platform would read a 401 as a receiver with the wrong keys. */
    @Test
    void areAnsweredWith500WhenACallOfTheHandlerIsAnsweredByAForger() {
        Refusal forged = new Refusal(Refusal.Reason.WRONG_SIGNATURE, "the signature does not hold");

        NotificationAnswer answer = notifications.handle(SENT, notification -> {
            throw new ValidationException("The notification", forged, RetrySafety.SAFE);
        });

        assertAnswer(answer, 500, "{\"code\":\"FAIL\",\"message\":\"The notification was not taken\"}");
    }

    @Test
    void letAnErrorOut() {
        assertThatThrownBy(() -> notifications.handle(SENT, notification -> {
                    throw new StackOverflowError("of the application");
                }))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("of the application");
    }

    @Test
    void keepAnInterruptOfTheirHandler() {
        NotificationAnswer answer = notifications.handle(SENT, notification -> {
            throw new InterruptedException();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer.status()).isEqualTo(500);
    }

    @Test
    void nullInsteadOfABodyIsSaidToBeThat() {
        NotificationRequest none = new NotificationRequest() {
            @Override
            public String header(String name) {
                return SENT.header(name);
            }

            @Override
            public byte[] body() {
                return null;
            }
        };

        assertThatThrownBy(() -> notifications.receive(none))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the request has no body; give an empty array where a framework gives null");
        assertThatThrownBy(() -> notifications.receive(SENT.withBody(new byte[0])))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.Reason.BODY_CHANGED));
    }

    /** Or a service that asks its client for them at each request would examine every wrong one. */
    @Test
    void allNotificationsOfDerivedClientsShareTheBudgetForChangedBodies() {
        SignedNotification changed =
                SENT.withBody((new String(SENT.body(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String message = "";
        try (WechatPayClient derived = pay.toBuilder().build()) {
            for (int i = 0; !message.contains("not examined further") && System.nanoTime() - deadline < 0; i++) {
                WechatPayClient client = i % 2 == 0 ? pay : derived;
                message = catchThrowableOfType(
                                ValidationException.class,
                                () -> client.notifications(Function.identity()).receive(changed))
                        .getMessage();
            }
        }
        assertThat(message)
                .startsWith("The notification cannot be trusted: its signature does not fit the ")
                .endsWith(
                        ". The body was not examined further: too many wrong notifications were examined in the last second");
    }

    private static void assertAnswer(NotificationAnswer answer, int status, String body) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo(body);
        assertThat(NotificationAnswer.CONTENT_TYPE).isEqualTo("application/json");
    }

    private static <N> Notifications.Handler<N> never() {
        return notification -> {
            throw new AssertionError("The handler got one that it must not get");
        };
    }
}
