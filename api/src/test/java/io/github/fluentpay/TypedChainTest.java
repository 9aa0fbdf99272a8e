package io.github.fluentpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.HttpTransport;
import io.github.fluentpay.client.TransportReply;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.v3.busifavor.BusifavorCoupons;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsReturn;
import io.github.fluentpay.v3.busifavor.BusifavorStockType;
import io.github.fluentpay.v3.busifavor.BusifavorStocksByStockId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TypedChainTest {

    private static final String BODY = "{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
            + "\"return_request_no\":\"1002600620019090123143254436\"}";

    private final RecordedPlatform platform = new RecordedPlatform();
    private final FluentPay pay = platform.client().build();

    @AfterEach
    void close() {
        pay.close();
    }

    private BusifavorCouponsReturn give() {
        return pay.v3().marketing().busifavor().coupons().return_();
    }

    private static void documented(BusifavorCouponsReturn.Request.Builder b) {
        b.couponCode("sxxe34343434").stockId("1234567891").returnRequestNo("1002600620019090123143254436");
    }

    @Test
    void returnsACoupon() throws Exception {
        platform.answer(200, "{\"wechatpay_return_time\":\"2020-05-20T13:29:35.120+08:00\",\"new_field\":{\"a\":1}}");

        BusifavorCouponsReturn.Reply reply = give().post(TypedChainTest::documented);
        BusifavorCouponsReturn.Reply later =
                give().postAsync(TypedChainTest::documented).get();

        assertThat(platform.received())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.target()).isEqualTo("/v3/marketing/busifavor/coupons/return"));
        assertThat(platform.lastBody()).isEqualTo(BODY);
        assertThat(reply.wechatpayReturnTime())
                .isEqualTo(OffsetDateTime.of(2020, 5, 20, 13, 29, 35, 120_000_000, ZoneOffset.ofHours(8)));
        assertThat(reply).isEqualTo(later).hasToString(later.toString());
        assertThat(reply.reply().requestId()).isEqualTo("08F1-0");
        assertThat(reply.json().at("/new_field/a")).hasToString("1");
    }

    @Test
    void namesEverythingThatIsMissingAtOnceBeforeAnythingIsSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.v3()
                        .marketing()
                        .busifavor()
                        .stocks()
                        .post(b -> b.stockName("八月优惠")
                                .belongMerchant("10000098")
                                .stockType("CHEAP")
                                .goodsName("x".repeat(16))
                                .couponUseRule(r -> r.useMethod("OFF_LINE")
                                        .couponAvailableTime(t -> t.availableBeginTime("2026-11-24T00:00:00+08:00")))
                                .stockSendRule(s -> s.maxCoupons(0))
                                .outRequestNo("r-1")))
                .withMessage("The request cannot be sent: /goods_name has 16 characters, 1 to 15 are allowed;"
                        + " /stock_type is none of NORMAL, DISCOUNT, EXCHANGE;"
                        + " /coupon_use_rule/coupon_available_time/available_end_time is missing;"
                        + " /stock_send_rule/max_coupons is 0, 1 to 1000000000 is allowed;"
                        + " /stock_send_rule/max_coupons_per_user is missing;"
                        + " /coupon_code_mode is missing."
                        + " Nothing was sent. Where the platform has moved on, with(name, value) sets a field, and"
                        + " chain().post(json) sends what is not checked");
        assertThat(platform.received()).isEmpty();
    }

    @Test
    void refusesWrongNestingInAMap() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BusifavorCouponsReturn.Request.of(
                        Map.of("coupon_code", Map.of("code", "c"), "stock_id", 1234567891, "return_request_no", "r")))
                .withMessageContaining("/coupon_code is an object, text is needed")
                .withMessageContaining("/stock_id is a number, text is needed");
        assertThat(BusifavorCouponsReturn.Request.of(
                                Map.of("coupon_code", "c", "stock_id", "s", "return_request_no", "r"))
                        .stockId())
                .isEqualTo("s");
    }

    @Test
    void takesFieldsThatAreNewerThanTheCatalogue() {
        give().post(b -> {
            documented(b);
            b.with("reason", "refund").with("amount", Map.of("total", 2_200_000_000L));
        });

        assertThat(platform.lastBody())
                .isEqualTo(BODY.replace("}", ",\"reason\":\"refund\",\"amount\":{\"total\":2200000000}}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> give().post(b -> b.couponCode(null)))
                .withMessage("coupon_code is null, which the platform refuses: leave it out, or give it a value");
    }

    @Test
    void continuesUntypedWhereTheCatalogueEnds() {
        BusifavorCoupons coupons = pay.v3().marketing().busifavor().coupons();

        coupons.header("X-Trace", "t-1")
                .timeout(Duration.ofSeconds(3))
                .at("new-segment/{id}")
                .path("id", "a/b")
                .get();

        assertThat(platform.last().target()).isEqualTo("/v3/marketing/busifavor/coupons/new-segment/a%2Fb");
        assertThat(platform.last().headers().first("X-Trace")).isEqualTo("t-1");
        assertThat(platform.last().callTimeout()).isLessThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(coupons).hasToString("BusifavorCoupons[v3/marketing/busifavor/coupons]");
    }

    @Test
    void eachStepIsAValueThatCanBeKeptAndBranched() {
        BusifavorStocksByStockId one = pay.v3().marketing().busifavor().stocks().stockId("1234567891");
        BusifavorStocksByStockId traced = one.header("X-Trace", "t");

        traced.get();
        one.get();

        assertThat(platform.received().get(0).headers().first("X-Trace")).isEqualTo("t");
        assertThat(platform.received().get(1).headers().first("X-Trace")).isNull();
        assertThat(platform.last().target()).isEqualTo("/v3/marketing/busifavor/stocks/1234567891");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.v3().marketing().busifavor().stocks().stockId(" "))
                .withMessage("{stock_id} is blank; a path needs a value there");
    }

    @Test
    void pathsThatEndInASlashAndPathsOfTwoNamesAreReachable() {
        pay.v3().apply4subject().applyment().applymentId("7").cancel().post();
        pay.v3().apply4subject().applyment().businessCode("B-7").cancel().post();
        pay.chain("v3/applyment4sub/applyment/").post("{}");

        assertThat(platform.received())
                .extracting(request -> request.target())
                .containsExactly(
                        "/v3/apply4subject/applyment/7/cancel",
                        "/v3/apply4subject/applyment/B-7/cancel",
                        "/v3/applyment4sub/applyment/");
        assertThat(pay.v3().applyment4sub().applyment())
                .hasToString("Applyment4subApplyment[v3/applyment4sub/applyment/]");
    }

    @Test
    void keepsUnknownValuesOfEnumerationsAndReadsLeniently() {
        platform.answer(
                200,
                "{\"stock_type\":\"GIFT\",\"stock_send_rule\":{\"max_coupons\":\"2200000000\",\"transferable\":\"false\"}}");

        var stock = pay.v3().marketing().busifavor().stocks().stockId("1").get();

        assertThat(stock.stockType()).isEqualTo(BusifavorStockType.of("GIFT")).hasToString("GIFT");
        assertThat(BusifavorStockType.of("NORMAL")).isEqualTo(BusifavorStockType.NORMAL);
        assertThat(BusifavorStockType.values())
                .containsExactly(BusifavorStockType.NORMAL, BusifavorStockType.DISCOUNT, BusifavorStockType.EXCHANGE);
        assertThat(stock.stockSendRule().maxCoupons()).isEqualTo(2_200_000_000L);
        assertThat(stock.stockSendRule().transferable()).isFalse();
        assertThat(stock.goodsName()).isNull();
        assertThat(stock.json().toJson()).contains("\"max_coupons\":\"2200000000\"");
    }

    @Test
    void saysWhichFieldOfAReplyIsNotWhatItShouldBe() {
        platform.answer(200, "{\"wechatpay_return_time\":\"yesterday\"}");

        BusifavorCouponsReturn.Reply reply = give().post(TypedChainTest::documented);

        assertThatIllegalStateException()
                .isThrownBy(reply::wechatpayReturnTime)
                .withMessage(
                        "The field wechatpay_return_time is a string that is not a date and time as RFC 3339 spells"
                                + " them; json().get(\"wechatpay_return_time\") has it as it came");
    }

    @Test
    void failsAlikeSynchronouslyAndAsynchronously() {
        platform.answer(404, "{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"no coupon\"}");

        ServiceException sync =
                catchThrowableOfType(ServiceException.class, () -> give().post(TypedChainTest::documented));
        ExecutionException async = catchThrowableOfType(
                ExecutionException.class,
                () -> give().postAsync(TypedChainTest::documented).get());

        assertThat(sync.code()).isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(async.getCause()).isInstanceOf(ServiceException.class).hasMessage(sync.getMessage());
        give().postAsync(TypedChainTest::documented)
                .handle((reply, failure) -> assertThat(failure).isInstanceOf(ServiceException.class))
                .join();
    }

    @Test
    void aReplyThatIsNotJsonKeepsWhatIsKnownOfIt() {
        platform.answer(200, "<html/>");
        platform.contentType("text/html");

        BusifavorCouponsReturn.Reply reply = give().post(TypedChainTest::documented);

        assertThat(reply.reply().requestId()).isEqualTo("08F1-0");
        assertThat(reply.reply().text()).isEqualTo("<html/>");
        assertThatIllegalStateException()
                .isThrownBy(reply::wechatpayReturnTime)
                .withMessage(
                        "The reply, HTTP 200 (Request-ID 08F1-0), is not JSON but 7 bytes of text/html. The platform has"
                                + " answered, so do not repeat the call. Next: read bytes() of the reply");
        assertThat(reply).hasToString("Reply[200, Request-ID 08F1-0]");
    }

    @Test
    void aTimeOutOfTheFutureEndsTheExchange() {
        CompletableFuture<TransportReply> never = new CompletableFuture<>();
        try (FluentPay waiting = platform.client().transport(request -> never).build()) {
            CompletableFuture<BusifavorCouponsReturn.Reply> future =
                    waiting.v3().marketing().busifavor().coupons().return_().postAsync(TypedChainTest::documented);

            future.completeExceptionally(new IllegalStateException("given up"));

            assertThatThrownBy(() -> never.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void refusesAHeaderAndATimeOutWhereTheyAreSaid() {
        assertThatIllegalArgumentException().isThrownBy(() -> give().header("Authorization", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> give().timeout(Duration.ZERO));
    }

    @Test
    void cancellingTheFutureEndsTheExchange() throws Exception {
        CompletableFuture<TransportReply> never = new CompletableFuture<>();
        HttpTransport stalled = request -> never;
        try (FluentPay waiting = platform.client().transport(stalled).build()) {
            CompletableFuture<BusifavorCouponsReturn.Reply> future =
                    waiting.v3().marketing().busifavor().coupons().return_().postAsync(TypedChainTest::documented);

            future.cancel(true);

            assertThatThrownBy(() -> never.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        }
    }

    /** The tables call both numbers of an order required, and a field that other SDKs do not have. */
    @Test
    void takesARefundByEitherNumber() {
        pay.v3()
                .ecommerce()
                .refunds()
                .apply()
                .post(b -> b.subMchid("1900000109")
                        .spAppid("wx8888888888888888")
                        .outTradeNo("order-1")
                        .outRefundNo("refund-1")
                        .amount(a -> a.refund(888).total(888).currency("CNY")));

        assertThat(platform.lastBody()).contains("\"out_trade_no\":\"order-1\"");
    }

    @Test
    @SuppressWarnings("deprecation") // the endpoints of the old overseas hosts all are
    void knowsTheHostsAndLiteralPathsOfTheDocumentation() {
        pay.v3()
                .customs()
                .orders()
                .get(q -> q.orderType("out_trade_no")
                        .orderNo("5")
                        .customs("SHANGHAI_ZS")
                        .mchid("1900000001")
                        .appid("wx1"));
        pay.chain("v3/refunds/id/5").query("mchid", "1900000001").get();

        assertThat(platform.received())
                .extracting(request -> request.origin() + request.target())
                .containsExactly(
                        "https://apihk.mch.weixin.qq.com/global/v3/customs/orders"
                                + "?order_type=out_trade_no&order_no=5&customs=SHANGHAI_ZS&mchid=1900000001&appid=wx1",
                        "https://api.mch.weixin.qq.com/hk/v3/refunds/id/5?mchid=1900000001");
        assertThat(DocumentedEndpoints.INSTANCE.nearest("v3/marketing/busifavour/coupon/return"))
                .contains("v3/marketing/busifavor/coupons/return");
        assertThat(DocumentedEndpoints.INSTANCE.find("GET", "v3/nothing/of/the/kind"))
                .isNull();
    }

    @Test
    void derivesAClientOfItsOwnType() {
        try (FluentPay quick =
                pay.toBuilder().callTimeout(Duration.ofSeconds(1)).build()) {
            quick.v3().certificates().get();
        }

        assertThat(platform.last().callTimeout()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
