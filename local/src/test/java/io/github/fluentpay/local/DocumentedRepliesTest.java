package io.github.fluentpay.local;

import static io.github.fluentpay.local.ProductCouponFixture.BRAND;
import static io.github.fluentpay.local.ProductCouponFixture.moveBody;
import static io.github.fluentpay.local.ProductCouponFixture.number;
import static io.github.fluentpay.local.ProductCouponFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Verb;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.ProductCouponFixture.Sent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What product coupons and subsidies answer and tell has the fields that the catalogue documents, and no others. */
class DocumentedRepliesTest extends ProductCouponRules {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final String PRODUCTS = BASE + "/product-coupons";
    private static final String USER_COUPON = BASE + "/users/{openid}/coupons/{coupon_code}";

    @Test
    void thoseAboutProductsAndStocks() {
        JsonObject made = coupons.created("UPLOAD");
        String product = PRODUCTS + "/" + made.string("product_coupon_id");
        String stock = product + "/stocks/" + made.object("stock").string("stock_id");
        JsonObject body = JsonObject.of("brand_id", BRAND, "out_request_no", number());

        assertDocumented(Verb.POST, PRODUCTS, made);
        assertDocumented(Verb.GET, PRODUCTS + "/{product_coupon_id}", get(product + "?brand_id=" + BRAND));
        assertDocumented(
                Verb.POST,
                PRODUCTS + "/{product_coupon_id}/stocks",
                post(product + "/stocks", body.with("stock", ProductCouponFixture.stock("UPLOAD"))));
        assertDocumented(
                Verb.GET, PRODUCTS + "/{product_coupon_id}/stocks/{stock_id}", get(stock + "?brand_id=" + BRAND));
        assertDocumented(
                Verb.POST,
                PRODUCTS + "/{product_coupon_id}/stocks/{stock_id}/upload-coupon-codes",
                post(stock + "/upload-coupon-codes", body.with("code_list", JsonArray.of("code-1"))));
        assertDocumented(
                Verb.POST,
                PRODUCTS + "/{product_coupon_id}/stocks/{stock_id}/deactivate",
                post(stock + "/deactivate", body.with("deactivate_reason", "over")));
        assertDocumented(
                Verb.POST,
                PRODUCTS + "/{product_coupon_id}/deactivate",
                post(product + "/deactivate", body.with("deactivate_reason", "over")));
        assertDocumented(Verb.GET, BASE + "/notify-configs", get(BASE + "/notify-configs"));
    }

    @Test
    void thoseAboutCouponsOfUsers() {
        JsonObject product = coupons.created("WECHATPAY");
        JsonObject reply =
                ok(coupons.send(ProductCouponFixture.sendBody(product).with("attach", "example_attach")));
        Sent sent = new Sent(
                product.string("product_coupon_id"),
                product.object("stock").string("stock_id"),
                reply.string("coupon_code"));

        assertDocumented(Verb.POST, BASE + "/users/{openid}/coupons", reply);
        assertDocumented(Verb.POST, USER_COUPON + "/confirm", ok(coupons.move(sent, "confirm", moveBody(sent))));
        assertDocumented(Verb.POST, USER_COUPON + "/use", ok(coupons.use(sent)));
        assertDocumented(Verb.POST, USER_COUPON + "/return", ok(coupons.giveBack(sent)));
        assertDocumented(
                Verb.POST,
                USER_COUPON + "/deactivate",
                ok(coupons.move(sent, "deactivate", moveBody(sent).with("deactivate_reason", "over"))));
        assertDocumented(Verb.GET, USER_COUPON, ok(coupons.query(sent)));
        assertDocumented(
                Verb.GET,
                BASE + "/users/{openid}/coupons",
                get(BASE + "/users/" + ProductCouponFixture.OPENID + "/coupons?brand_id=" + BRAND + "&appid="
                        + ProductCouponFixture.APPID));
    }

    @Test
    void thatWhichTellsOfACoupon() {
        try (Receiver receiver = new Receiver();
                LocalPay told = LocalPay.builder().clock(clock).empty().start()) {
            told.callbacks().redirect("https://merchant.example.com", URI.create(receiver.url("")));
            ProductCouponFixture theirs = new ProductCouponFixture(new TestCaller(told.profile(), clock));
            theirs.listen();
            theirs.sent(theirs.created("WECHATPAY"));

            assertThat(told.callbacks().awaitQuiet(Patience.LONG)).isTrue();
            JsonObject resource = receiver.last().read(told.profile(), clock).resource();
            List<Field> documented = CATALOGUE.events().stream()
                    .filter(event -> event.types().contains("PRODUCT_COUPON_SP.SEND"))
                    .findFirst()
                    .orElseThrow()
                    .resource();
            assertThat(problems("", documented, resource)).isEmpty();
        }
    }

    @Test
    void thoseAboutSubsidies() {
        CouponFixture merchantCoupons = new CouponFixture(caller);
        PaymentFixture payments = new PaymentFixture(caller);
        String stock = merchantCoupons.stock("MERCHANT_API");
        String order = payments.ordered(PaymentFixture.jsapiBody(PaymentFixture.number())
                .with("settle_info", JsonObject.of("profit_sharing", true)));
        String transactionId = localPay.payer().pay(PaymentFixture.MCHID, order);
        String refundId = ok(payments.refund(PaymentFixture.refundBody(order, "refund-1", 40)))
                .string("refund_id");
        JsonObject body = JsonObject.of(
                "stock_id",
                stock,
                "coupon_code",
                merchantCoupons.used(stock, "c1"),
                "transaction_id",
                transactionId,
                "payer_merchant",
                PaymentFixture.MCHID,
                "payee_merchant",
                PaymentFixture.MCHID,
                "amount",
                5,
                "description",
                "20210115DESCRIPTION");
        String pay = CouponFixture.BASE + "/subsidy/pay-receipts";
        String giveBack = CouponFixture.BASE + "/subsidy/return-receipts";

        JsonObject paid = post(pay, body.with("out_subsidy_no", number()));
        JsonObject returned = post(giveBack, body.with("refund_id", refundId).with("out_subsidy_return_no", number()));

        assertDocumented(Verb.POST, pay, paid);
        assertDocumented(Verb.GET, pay + "/{subsidy_receipt_id}", get(pay + "/" + paid.string("subsidy_receipt_id")));
        assertDocumented(Verb.GET, pay, get(pay + "?stock_id=" + stock + "&coupon_code=c1"));
        assertDocumented(Verb.POST, giveBack, returned);
        assertDocumented(
                Verb.GET,
                giveBack + "/{subsidy_return_receipt_id}",
                get(giveBack + "/" + returned.string("subsidy_return_receipt_id")));
    }

    private JsonObject get(String path) {
        return ok(caller.get(path));
    }

    private JsonObject post(String path, JsonObject body) {
        return ok(caller.post(path, body));
    }

    private static void assertDocumented(Verb verb, String path, JsonObject reply) {
        List<Field> documented =
                CATALOGUE.find(verb, path.substring(1)).orElseThrow().response();
        assertThat(problems("", documented, reply)).as(verb + " " + path).isEmpty();
    }

    private static List<String> problems(String place, List<Field> documented, JsonObject object) {
        List<String> problems = new ArrayList<>();
        for (String name : object.fields().keySet()) {
            if (documented.stream().noneMatch(field -> field.name().equals(name))) {
                problems.add(place + "/" + name + " is not documented");
            }
        }
        for (Field field : documented) {
            String here = place + "/" + field.name();
            JsonValue value = object.get(field.name());
            if (value == null) {
                if (field.required()) {
                    problems.add(here + " is missing");
                }
            } else if (value instanceof JsonArray array && field.type() == FieldType.ARRAY) {
                array.forEach(item -> problems.addAll(problems(here, field, item, field.items())));
            } else {
                problems.addAll(problems(here, field, value, field.type()));
            }
        }
        return problems;
    }

    private static List<String> problems(String here, Field field, JsonValue value, FieldType type) {
        boolean fits = switch (type) {
            case STRING -> value instanceof JsonString;
            case INTEGER, NUMBER -> value instanceof JsonNumber;
            case OBJECT -> value instanceof JsonObject;
            case BOOLEAN, ARRAY -> true;
        };
        if (!fits) {
            return List.of(here + " is " + value.kind());
        }
        if (!field.enumeration().isEmpty() && !field.enumeration().contains(value)) {
            return List.of(here + " is " + value.toJson() + ", which is not listed");
        }
        return value instanceof JsonObject object ? problems(here, field.fields(), object) : List.of();
    }
}
