package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Notification;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where merchants are told of coupons that users got, and what: section 5 of the rules. */
class CouponEventRulesTest extends CouponRules {

    private static final String CALLBACKS = BASE + "/callbacks";

    private Receiver receiver;

    @BeforeEach
    void beginAgain() {
        localPay.reset();
        receiver = new Receiver();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    private void settle() {
        assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();
    }

    private TestCaller.Answer set(String url) {
        return caller.post(CALLBACKS, JsonObject.of("notify_url", url));
    }

    private Notification last() {
        return receiver.last().read(localPay.profile(), localPay.clock());
    }

    // 5.1 Set and get

    @Test
    void theLastAddressCountsAndIsReadBack() {
        set("https://shop.example.com/one");

        TestCaller.Answer second =
                caller.post(CALLBACKS, json("{'mchid':'1900000001','notify_url':'https://shop.example.com/two'}"));

        assertThat(second.json())
                .isEqualTo(
                        json("{'update_time':'2026-11-23T12:00:00+08:00','notify_url':'https://shop.example.com/two',"
                                + "'mchid':'1900000001'}"));
        JsonObject read = json("{'notify_url':'https://shop.example.com/two','mchid':'1900000001'}");
        assertThat(caller.get(CALLBACKS).json()).isEqualTo(read);
        assertThat(caller.get(CALLBACKS + "?mchid=1900000001").json()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://shop.example.com/notify | must be an absolute https address without a query, or an http one of this machine",
                "https://shop.example.com/notify?a=1 | must be an absolute https address without a query, or an http one of this machine",
                "https://shop.example.com/notify#a | must be an absolute https address without a query, or an http one of this machine",
                "shop.example.com/notify | must be an absolute https address without a query, or an http one of this machine",
                "ftp://localhost/notify | must be an absolute https address without a query, or an http one of this machine",
                "https://a | must have 10 to 256 characters, and has 9"
            })
    void theAddressIsHttpsAndHasNoQuery(String url, String message) {
        assertRefused(set(url), 400, "PARAM_ERROR", "/notify_url " + message);
    }

    @Test
    void anAddressHas10To256Characters() {
        assertThat(set("https://ab").status()).isEqualTo(200);
        assertThat(set("https://shop.example.com/" + "a".repeat(231)).status()).isEqualTo(200);
        assertThat(set("https://shop.example.com/" + "a".repeat(232)).message())
                .isEqualTo("/notify_url must have 10 to 256 characters, and has 257");
    }

    @Test
    void onlyOwnAddressesAreSetAndRead() {
        merchant("1900000021");

        for (TestCaller.Answer answer : new TestCaller.Answer[] {
            caller.post(CALLBACKS, json("{'mchid':'1900000021','notify_url':'https://shop.example.com/'}")),
            caller.get(CALLBACKS + "?mchid=1900000021")
        }) {
            assertRefused(
                    answer,
                    403,
                    "NO_AUTH",
                    "Merchant 1900000001 may set and read its own notify_url only, not 1900000021's");
        }
        assertRefused(
                caller.get(CALLBACKS + "?mchid=1900009999"), 400, "MCH_NOT_EXISTS", "There is no merchant 1900009999");
        assertRefused(caller.get(CALLBACKS), 404, "RESOURCE_NOT_EXISTS", "Merchant 1900000001 has set no notify_url");
    }

    // 5.2 COUPON.SEND

    @Test
    void aSendingIsToldWithTheDocumentedFields() {
        set(receiver.url("/coupons"));
        String stock = coupons.stock("MERCHANT_API");

        coupons.sent(stock, "told-1");
        settle();

        Notification told = last();
        assertThat(receiver.last().path()).isEqualTo("/coupons");
        assertThat(told.eventType()).isEqualTo("COUPON.SEND");
        assertThat(told.originalType()).isEqualTo("coupon");
        assertThat(told.resource())
                .isEqualTo(JsonObject.of(
                        "event_type", "EVENT_TYPE_BUSICOUPON_SEND",
                        "coupon_code", "told-1",
                        "stock_id", stock,
                        "send_time", "2026-11-23T12:00:00+08:00",
                        "send_channel", "BUSICOUPON_SEND_CHANNEL_API",
                        "send_merchant", "1900000001"));
    }

    @Test
    void theOpenidIsToldOnlyWhereTheStockNamesAnAppidForIt() {
        set(receiver.url("/"));
        String stock = coupons.stock(
                stockBody("WECHATPAY_MODE").with("notify_config", JsonObject.of("notify_appid", CouponFixture.APPID)));

        coupons.post("/coupons/send", sendBody(stock, null));
        settle();

        assertThat(last().resource().string("openid")).isEqualTo(OPENID);
    }

    @Test
    void theCreatorIsToldAlsoOfWhatOthersSend() {
        set(receiver.url("/creator"));
        TestCaller sender = merchant("1900000022");
        sender.post(CALLBACKS, JsonObject.of("notify_url", receiver.url("/sender")));
        String stock = coupons.stock("MERCHANT_API");
        localPay.coupons().allowSender(stock, "1900000022");

        assertThat(sender.post(BASE + "/coupons/send", sendBody(stock, "told-2"))
                        .status())
                .isEqualTo(200);
        settle();

        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.last().path()).isEqualTo("/creator");
        assertThat(last().resource().string("send_merchant")).isEqualTo("1900000022");
    }

    @Test
    void aRepeatedAndARefusedSendingTellNothing() {
        set(receiver.url("/"));
        String stock = coupons.stock("MERCHANT_API");
        JsonObject body = sendBody(stock, "told-3");

        coupons.post("/coupons/send", body);
        coupons.post("/coupons/send", body);
        coupons.post("/coupons/send", body.with("out_request_no", number()));
        settle();

        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void withoutAnAddressNothingIsTold() {
        coupons.sent(coupons.stock("MERCHANT_API"), "untold");

        assertThat(localPay.callbacks().waiting()).isZero();
        settle();
        assertThat(localPay.callbacks().log()).isEmpty();
    }

    @Test
    void useReturnAndDeactivateTellNothing() {
        String stock = coupons.stock("MERCHANT_API");
        coupons.sent(stock, "quiet-1");
        set(receiver.url("/"));

        coupons.use(CouponFixture.useBody(stock, "quiet-1"));
        coupons.giveBack(stock, "quiet-1", number());
        coupons.post(
                "/coupons/deactivate",
                JsonObject.of("stock_id", stock, "coupon_code", "quiet-1", "deactivate_request_no", number()));
        settle();

        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void whatIsNotTakenComesAgainAfterAMinute() {
        receiver.answering(500);
        set(receiver.url("/"));

        coupons.sent(coupons.stock("MERCHANT_API"), "again");
        settle();
        localPay.clock().jump(Duration.ofSeconds(59));
        settle();
        int early = receiver.received().size();
        localPay.clock().jump(Duration.ofSeconds(1));
        settle();

        assertThat(early).isEqualTo(1);
        assertThat(receiver.received()).hasSize(2);
    }
}
