package io.github.fluentpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.events.CouponEventSendChannel;
import io.github.fluentpay.events.CouponSend;
import io.github.fluentpay.events.Events;
import io.github.fluentpay.events.MedicalInsuranceSuccess;
import io.github.fluentpay.events.MembercardAcceptCard;
import io.github.fluentpay.events.ProfitsharingEvent;
import io.github.fluentpay.events.TransactionSuccess;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.typed.EventView;
import io.github.fluentpay.typed.UnknownEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {

    private static final JsonObject COUPON = JsonObject.of(
            "coupon_code",
            "sxxe34343434",
            "stock_id",
            "1234567891",
            "send_time",
            "2026-11-24T08:00:00+08:00",
            "send_channel",
            "BUSICOUPON_SEND_CHANNEL_API",
            "attach_info",
            JsonObject.of("phone_number", "13800000000"));

    @Test
    void aCouponThatWasSentIsReadByItsFields() {
        CouponSend sent = (CouponSend) SignedEvents.event("COUPON.SEND", "coupon", COUPON);

        assertThat(sent.couponCode()).isEqualTo("sxxe34343434");
        assertThat(sent.sendTime()).isEqualTo(OffsetDateTime.parse("2026-11-24T08:00:00+08:00"));
        assertThat(sent.sendChannel()).isEqualTo(CouponEventSendChannel.BUSICOUPON_SEND_CHANNEL_API);
        assertThat(sent.attachInfo().phoneNumber()).isEqualTo("13800000000");
        assertThat(sent.unionid()).isNull();
        assertThat(sent.notification().eventType()).isEqualTo("COUPON.SEND");
        assertThat(sent.notification().id()).startsWith("EV-");
    }

    @Test
    void whatIsNewerThanTheCatalogueIsKept() {
        JsonObject newer =
                COUPON.with("send_channel", "BUSICOUPON_SEND_CHANNEL_MOON").with("moon", List.of(1, "full"));

        CouponSend sent = (CouponSend) SignedEvents.event("COUPON.SEND", "coupon", newer);

        assertThat(sent.sendChannel().text()).isEqualTo("BUSICOUPON_SEND_CHANNEL_MOON");
        assertThat(CouponEventSendChannel.values()).doesNotContain(sent.sendChannel());
        assertThat(sent.json().toJson()).isEqualTo(newer.toJson());
    }

    @Test
    void anUnknownKindIsKeptAsJson() {
        EventView event = SignedEvents.event("COUPON.BURN", "coupon", COUPON);

        assertThat(event).isInstanceOf(UnknownEvent.class);
        assertThat(event.notification().eventType()).isEqualTo("COUPON.BURN");
        assertThat(event.json().toJson()).isEqualTo(COUPON.toJson());
        assertThat(event.toString()).contains("\"coupon_code\":\"***\"").doesNotContain("sxxe34343434");
    }

    /** The pages of profit sharing document the event type of a payment beside their own. */
    @Test
    void aSharedProfitIsNoPayment() {
        JsonObject shared = JsonObject.of("order_id", "3008450740201411110007820472", "transaction_id", "4200");

        assertThat(SignedEvents.event("TRANSACTION.SUCCESS", "transaction", shared))
                .isInstanceOf(TransactionSuccess.class);
        assertThat(SignedEvents.event("TRANSACTION.SUCCESS", "", shared)).isInstanceOf(TransactionSuccess.class);
        for (String eventType : List.of("TRANSACTION.SUCCESS", "PROFITSHARING.SUCCESS", "PROFITSHARING.RETURN")) {
            ProfitsharingEvent event = (ProfitsharingEvent) SignedEvents.event(eventType, "profitsharing", shared);

            assertThat(event.orderId()).isEqualTo("3008450740201411110007820472");
            assertThat(event.notification().eventType()).isEqualTo(eventType);
        }
    }

    @Test
    void aPaymentTellsOfOneOrderOrOfSeveral() {
        TransactionSuccess one = (TransactionSuccess) SignedEvents.event(
                "TRANSACTION.SUCCESS",
                "transaction",
                JsonObject.of(
                        "mchid",
                        "1900000001",
                        "trade_type",
                        "JSAPI",
                        "success_time",
                        "2018-06-08T10:34:56+08:00",
                        "amount",
                        JsonObject.of("total", 100, "payer_total", 90)));
        TransactionSuccess several = (TransactionSuccess) SignedEvents.event(
                "TRANSACTION.SUCCESS",
                "transaction",
                JsonObject.of("sub_orders", List.of(JsonObject.of("out_trade_no", "1"), JsonObject.of("mchid", "2"))));

        assertThat(one.amount().total()).isEqualTo(100);
        assertThat(one.successTime()).isEqualTo(OffsetDateTime.parse("2018-06-08T10:34:56+08:00"));
        assertThat(several.subOrders()).hasSize(2);
        assertThat(several.subOrders().get(0).outTradeNo()).isEqualTo("1");
    }

    @Test
    void aViewOverJsonTextHidesWhatTheTextHid() {
        JsonObject resource = JsonObject.of(
                "passthrough_response_content",
                JsonObject.of("payOrdId", "ORD530100202204").toJson());

        var content = ((MedicalInsuranceSuccess) SignedEvents.event("MEDICAL_INSURANCE.SUCCESS", "", resource))
                .passthroughResponseContent();

        assertThat(content.payOrdId()).isEqualTo("ORD530100202204");
        assertThat(content).hasToString("{\"payOrdId\":\"***\"}");
    }

    @Test
    void sensitiveFieldsAreOpenedOnRequest() {
        PrivacyEncryptor forTheMerchant =
                new PrivacyEncryptor(VerifyingKey.ofPublicKey("PUB_KEY_ID_1", RecordedPlatform.MERCHANT.getPublic()));
        String sealed = forTheMerchant.seal("13800000000");
        MembercardAcceptCard accepted = (MembercardAcceptCard)
                SignedEvents.event("MEMBERCARD.ACCEPT_CARD", "membercard", JsonObject.of("phone_number", sealed));

        try (FluentPay pay = new RecordedPlatform().client().build()) {
            MembercardAcceptCard opened = accepted.decrypted(pay);

            assertThat(accepted.phoneNumber()).isEqualTo(sealed);
            assertThat(opened.phoneNumber()).isEqualTo("13800000000");
            assertThat(opened.notification()).isSameAs(accepted.notification());
            assertThat(opened.decrypted(pay)).isEqualTo(opened);
            assertThat(pay.decrypt(accepted.notification().resource(), List.of("/phone_number")))
                    .isEqualTo(opened.json());
            assertThat(opened.toString()).doesNotContain("13800000000");
        }
    }

    @Test
    void oneKindLoadsNoOther() throws ReflectiveOperationException {
        Recorder recorder = new Recorder();

        Object event = Class.forName(Events.class.getName(), true, recorder)
                .getMethod("of", Notification.class)
                .invoke(null, SignedEvents.notification("COUPON.SEND", "coupon", COUPON));

        assertThat(event.getClass().getName()).isEqualTo(CouponSend.class.getName());
        assertThat(recorder.loaded).containsExactly(Events.class.getName(), CouponSend.class.getName());
    }

    /** Loads the package of the events itself, so that it is asked for each class of it. */
    private static final class Recorder extends ClassLoader {

        private final List<String> loaded = new ArrayList<>();

        Recorder() {
            super(EventsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Events.class.getPackageName() + ".")) {
                return super.loadClass(name, resolve);
            }
            Class<?> present = findLoadedClass(name);
            return present == null ? define(name) : present;
        }

        private Class<?> define(String name) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                loaded.add(name);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
