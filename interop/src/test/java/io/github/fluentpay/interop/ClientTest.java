package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.Credentials;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FluentPay's client against LocalPay. */
class ClientTest {

    private LocalPay localPay;
    private WechatPayClient pay;

    @BeforeEach
    void start() {
        localPay = LocalPay.builder().defaultReplyKey(ReplyKey.CERTIFICATE).start();
        pay = FluentPay.builder().profile(localPay.profile()).build();
    }

    @AfterEach
    void stop() {
        pay.close();
        localPay.close();
    }

    @ParameterizedTest
    @EnumSource
    void returnsTheDocumentedCoupon(Spelling spelling) throws Exception {
        Reply reply = spelling.post(pay, ExampleCoupon.RETURN, ExampleCoupon.returnBody());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().string("wechatpay_return_time")).matches(ExampleCoupon.BEIJING_TIME);
        assertThat(reply.requestId()).endsWith("-0");
        assertThat(reply.signedBy()).isEqualTo(localPay.credentials().platformPublicKeyId());
        assertThat(state(ExampleCoupon.CODE)).isEqualTo("SENDED");
    }

    @ParameterizedTest
    @EnumSource
    void getsTheSameAnswerForTheSameNumberAndNoneForAnother(Spelling spelling) throws Exception {
        Reply first = spelling.post(pay, ExampleCoupon.RETURN, ExampleCoupon.returnBody());

        Reply again = spelling.post(pay, ExampleCoupon.RETURN, ExampleCoupon.returnBody());
        assertThat(again.bytes()).isEqualTo(first.bytes());

        JsonObject otherNumber = ExampleCoupon.returnBody(ExampleCoupon.CODE, "another");
        assertThatThrownBy(() -> spelling.post(pay, ExampleCoupon.RETURN, otherNumber))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo("INVALID_REQUEST"));
    }

    @ParameterizedTest
    @EnumSource
    void doesNotBelieveASpoiltReply(Spelling spelling) throws Exception {
        localPay.spoilNextSignatures(RetryPolicy.ofDefaults().attempts());

        assertThatThrownBy(() -> spelling.post(pay, ExampleCoupon.RETURN, ExampleCoupon.returnBody()))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> assertThat(e.retrySafety()).isEqualTo(RetrySafety.UNKNOWN));

        // The same number again is how to learn that the coupon was returned.
        assertThat(spelling.post(pay, ExampleCoupon.RETURN, ExampleCoupon.returnBody())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheReturnAgainWhenItsReplyCannotBeTrusted(Spelling spelling) throws Exception {
        localPay.spoilNextSignatures(1);

        assertThat(spelling.post(pay, ExampleCoupon.RETURN, ExampleCoupon.returnBody())
                        .status())
                .isEqualTo(200);
        assertThat(localPay.journal()
                        .of("/v3/marketing/busifavor/coupons/return")
                        .effects())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void worksWithThePlatformCertificateAlone(Spelling spelling) throws Exception {
        Credentials credentials = localPay.credentials();
        try (WechatPayClient certificateMode = holding(
                        VerifyingKeys.of(VerifyingKey.ofCertificate(credentials.platformCertificate())))
                .build()) {
            Reply reply = spelling.post(certificateMode, ExampleCoupon.RETURN, ExampleCoupon.returnBody());

            assertThat(reply.signedBy()).isEqualTo(credentials.platformCertificateSerial());
        }
    }

    @Test
    void doesNotBelieveAReplySignedWithAKeyItDoesNotHold() {
        VerifyingKey unknown = VerifyingKey.ofPublicKey(
                "PUB_KEY_ID_0110000000000000000000000000000000",
                PlainRsa.newKeyPair().getPublic());
        try (WechatPayClient other = holding(VerifyingKeys.of(unknown)).build()) {
            assertThatThrownBy(() -> other.chain(ExampleCoupon.RETURN).post(ExampleCoupon.returnBody()))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining(localPay.credentials().platformCertificateSerial());
        }
    }

    @Test
    void downloadsThePlatformCertificateBeforeAnyKeyIsKnown() {
        try (WechatPayClient first = holding(VerifyingKeys.none()).build()) {
            List<VerifyingKey> downloaded = first.downloadCertificates();

            assertThat(downloaded)
                    .extracting(VerifyingKey::serial)
                    .containsExactly(localPay.credentials().platformCertificateSerial());
            assertThat(downloaded.get(0).certificate())
                    .contains(localPay.credentials().platformCertificate());
            try (WechatPayClient next = first.toBuilder()
                    .verifyingKeys(VerifyingKeys.of(downloaded))
                    .build()) {
                assertThat(next.chain(ExampleCoupon.RETURN)
                                .post(ExampleCoupon.returnBody())
                                .signedBy())
                        .isEqualTo(downloaded.get(0).serial());
            }
        }
    }

    @Test
    void doesNotBelieveASpoiltCertificateDownload() {
        localPay.spoilNextSignatures(RetryPolicy.ofDefaults().attempts());

        assertThatThrownBy(() -> pay.downloadCertificates()).isInstanceOf(ValidationException.class);
    }

    private ClientBuilder<? extends WechatPayClient> holding(VerifyingKeys keys) {
        return FluentPay.builder().profile(localPay.profile()).verifyingKeys(keys);
    }

    private String state(String code) {
        return pay.chain("v3/marketing/busifavor/users/{openid}/coupons/{coupon_code}/appids/{appid}")
                .path("openid", ExampleCoupon.OPENID)
                .path("coupon_code", code)
                .path("appid", ExampleCoupon.APPID)
                .get()
                .json()
                .string("coupon_state");
    }
}
