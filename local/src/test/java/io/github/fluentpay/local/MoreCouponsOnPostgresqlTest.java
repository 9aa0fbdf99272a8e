package io.github.fluentpay.local;

import static io.github.fluentpay.local.ProductCouponFixture.BRAND;
import static io.github.fluentpay.local.ProductCouponFixture.number;
import static io.github.fluentpay.local.ProductCouponFixture.ok;
import static io.github.fluentpay.local.ProductCouponFixture.product;
import static io.github.fluentpay.local.ProductCouponFixture.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.ProductCouponFixture.Sent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Product coupons and subsidies on a real PostgreSQL. */
class MoreCouponsOnPostgresqlTest {

    @TempDir
    Path folder;

    @Test
    void areKeptFromOneStartToTheNext() throws Exception {
        try (TestPostgres postgres = TestPostgres.in(folder.resolve("postgres"))) {
            LocalPay.Builder builder =
                    LocalPay.builder().data(folder.resolve("data")).database(postgres.url());
            Sent sent;
            JsonObject subsidy;
            String subsidyId;
            try (LocalPay localPay = builder.start()) {
                TestCaller caller = TestCaller.of(localPay);
                sent = returned(caller);
                subsidy = subsidy(localPay, caller);
                subsidyId = ok(caller.post(CouponFixture.BASE + "/subsidy/pay-receipts", subsidy))
                        .string("subsidy_receipt_id");
            }

            try (LocalPay localPay = builder.start()) {
                TestCaller caller = TestCaller.of(localPay);
                ProductCouponFixture products = new ProductCouponFixture(caller);
                assertThat(products.state(sent)).isEqualTo("EFFECTIVE");
                assertThat(products.use(sent).status()).isEqualTo(200);
                assertThat(ok(caller.get(ProductCouponFixture.BASE + "/users/" + ProductCouponFixture.OPENID
                                        + "/coupons?brand_id=" + BRAND + "&appid=" + ProductCouponFixture.APPID))
                                .integer("total_count"))
                        .isEqualTo(1);
                giveBack(caller, subsidy);
                assertThat(ok(caller.get(CouponFixture.BASE + "/subsidy/pay-receipts/" + subsidyId))
                                .string("status"))
                        .isEqualTo("FULL_RETURN");
            }
        }
    }

    /** A product coupon with an uploaded code, which was used and returned. */
    private static Sent returned(TestCaller caller) {
        ProductCouponFixture products = new ProductCouponFixture(caller);
        products.listen();
        products.listen();
        JsonObject made = products.created(product(
                stock("UPLOAD").with("stock_send_rule", JsonObject.of("max_count", 1, "max_count_per_user", 1))));
        ok(caller.post(
                ProductCouponFixture.BASE + "/product-coupons/" + made.string("product_coupon_id") + "/stocks/"
                        + made.object("stock").string("stock_id") + "/upload-coupon-codes",
                JsonObject.of(
                        "brand_id", BRAND, "out_request_no", number(), "code_list", JsonArray.of("code-1", "code-2"))));
        Sent sent = products.used(made);
        ok(products.giveBack(sent));
        assertThat(products.send(ProductCouponFixture.sendBody(made)).status()).isEqualTo(400);
        return sent;
    }

    /** A request to subsidise a used coupon of a paid order, which is refunded under the number "refund-1". */
    private static JsonObject subsidy(LocalPay localPay, TestCaller caller) {
        CouponFixture coupons = new CouponFixture(caller);
        String stock = coupons.stock("MERCHANT_API");
        String order = new PaymentFixture(caller)
                .ordered(PaymentFixture.jsapiBody(PaymentFixture.number())
                        .with("settle_info", JsonObject.of("profit_sharing", true)));
        String transactionId = localPay.payer().pay(PaymentFixture.MCHID, order);
        ok(new PaymentFixture(caller).refund(PaymentFixture.refundBody(order, "refund-1", 40)));
        return JsonObject.of(
                "stock_id",
                stock,
                "coupon_code",
                coupons.used(stock, "c1"),
                "transaction_id",
                transactionId,
                "payer_merchant",
                PaymentFixture.MCHID,
                "payee_merchant",
                PaymentFixture.MCHID,
                "amount",
                5,
                "description",
                "20210115DESCRIPTION",
                "out_subsidy_no",
                number());
    }

    private static void giveBack(TestCaller caller, JsonObject subsidy) {
        String refundId =
                new PaymentFixture(caller).queryRefund("refund-1").json().string("refund_id");
        ok(caller.post(
                CouponFixture.BASE + "/subsidy/return-receipts",
                subsidy.without("out_subsidy_no").with("refund_id", refundId).with("out_subsidy_return_no", number())));
    }
}
