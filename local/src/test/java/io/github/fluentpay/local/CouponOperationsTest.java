package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.APPID;
import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Operation;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All operations of the family, as the catalogue lists them: section 1 of the rules. */
class CouponOperationsTest extends CouponRules {

    private static final String FAMILY = "v3/marketing/busifavor/";

    /** {@link SubsidyRulesTest} is about these. */
    private static final String SUBSIDIES = FAMILY + "subsidy/";

    private static final Map<String, Operation> OPERATIONS = Catalogue.load().operations().stream()
            .filter(operation -> operation.path().startsWith(FAMILY))
            .collect(Collectors.toMap(
                    operation -> operation.verb() + " " + operation.path().substring(FAMILY.length()),
                    operation -> operation,
                    (one, other) -> one,
                    TreeMap::new));

    private static boolean isSubsidy(Operation operation) {
        return operation.path().startsWith(SUBSIDIES);
    }

    @Test
    void allAreStateful() {
        assertThat(OPERATIONS).hasSize(26);
        OPERATIONS.forEach((name, operation) -> {
            TestCaller.Answer answer =
                    caller.send(operation.verb().name(), "/" + operation.path().replaceAll("[{][a-z_]+}", "x"), "");

            assertThat(answer.header("LocalPay-Fidelity")).as(name).isEqualTo("stateful");
        });
    }

    /** Each succeeds once, and answers with the documented fields, all that are required among them. */
    @Test
    void allAnswerWithTheDocumentedFields() {
        Map<String, TestCaller.Answer> answers = new TreeMap<>();
        String stock = stockWithEverything(answers);
        codes(answers);
        coupon(answers, stock);
        products(answers);
        answers.put("POST callbacks", coupons.post("/callbacks", json("{'notify_url':'https://shop.example.com/'}")));
        answers.put("GET callbacks", caller.get(BASE + "/callbacks?mchid=1900000001"));

        Set<String> expected = new TreeSet<>(OPERATIONS.keySet());
        expected.removeIf(name -> isSubsidy(OPERATIONS.get(name)));
        assertThat(answers.keySet()).isEqualTo(expected);
        answers.forEach((name, answer) -> {
            Operation operation = OPERATIONS.get(name);
            Integer status = operation.status();
            assertThat(answer.status()).as("%s: %s", name, answer.text()).isEqualTo(status == null ? 200 : status);
            if (answer.status() == 200) {
                assertFits(name, operation.response(), answer.json());
            }
        });
    }

    private String stockWithEverything(Map<String, TestCaller.Answer> answers) {
        TestCaller.Answer created = coupons.post(
                "/stocks",
                stockBody("MERCHANT_API")
                        .with("comment", "活动使用")
                        .with("custom_entrance", json("{'code_display_mode':'BARCODE'}"))
                        .with("display_pattern_info", json("{'description':'xxx门店可用','background_color':'Color020'}"))
                        .with("notify_config", JsonObject.of("notify_appid", APPID)));
        String stock = String.valueOf(created.json().string("stock_id"));
        answers.put("POST stocks", created);
        answers.put("GET stocks/{stock_id}", caller.get(BASE + "/stocks/" + stock));
        answers.put(
                "PATCH stocks/{stock_id}",
                patch("/stocks/" + stock, JsonObject.of("comment", "x", "out_request_no", number())));
        answers.put(
                "PATCH stocks/{stock_id}/budget",
                patch(
                        "/stocks/" + stock + "/budget",
                        json("{'target_max_coupons':2000,'current_max_coupons':1000}")
                                .with("modify_budget_request_no", number())));
        return stock;
    }

    private void codes(Map<String, TestCaller.Answer> answers) {
        String codes = "/stocks/" + coupons.stock("MERCHANT_UPLOAD") + "/couponcodes";
        answers.put(
                "POST stocks/{stock_id}/couponcodes",
                coupons.post(
                        codes, json("{'coupon_code_list':['A','A','B','*']}").with("upload_request_no", number())));
        answers.put("GET stocks/{stock_id}/couponcodes", caller.get(BASE + codes));
        answers.put("GET stocks/{stock_id}/couponcodes/{coupon_code}", caller.get(BASE + codes + "/A"));
        answers.put(
                "DELETE stocks/{stock_id}/couponcodes/{coupon_code}",
                caller.send("DELETE", BASE + codes + "/A?delete_request_no=" + number(), ""));
    }

    private void coupon(Map<String, TestCaller.Answer> answers, String stock) {
        answers.put("POST coupons/send", coupons.post("/coupons/send", CouponFixture.sendBody(stock, "op-1")));
        JsonObject order = JsonObject.of("stock_id", stock, "coupon_code", "op-1", "out_trade_no", "order");
        answers.put("POST coupons/use", coupons.use(CouponFixture.useBody(stock, "op-1")));
        answers.put("POST coupons/return", coupons.giveBack(stock, "op-1", number()));
        answers.put(
                "POST coupons/associate", coupons.post("/coupons/associate", order.with("out_request_no", number())));
        answers.put("GET users/{openid}/coupons/{coupon_code}/appids/{appid}", coupons.query("op-1"));
        answers.put(
                "GET users/{openid}/coupons",
                caller.get(BASE + "/users/" + OPENID + "/coupons?appid=" + APPID + "&coupon_state=SENDED&stock_id="
                        + stock));
        answers.put(
                "POST coupons/disassociate",
                coupons.post("/coupons/disassociate", order.with("out_request_no", number())));
        answers.put(
                "POST coupons/deactivate",
                coupons.post(
                        "/coupons/deactivate", order.without("out_trade_no").with("deactivate_request_no", number())));
    }

    private void products(Map<String, TestCaller.Answer> answers) {
        String stock = coupons.stock("MERCHANT_API");
        localPay.coupons().linkProduct(stock);
        localPay.coupons().addCard("card", "1900000001");
        answers.put(
                "POST product-coupons/send",
                coupons.post(
                        "/product-coupons/send",
                        CouponFixture.sendBody(stock, "op-2").with("coupon_type", "NORMAL")));
        answers.put(
                "POST product-coupons/pre-send",
                coupons.post(
                        "/product-coupons/pre-send",
                        JsonObject.of(
                                "stock_id",
                                stock,
                                "coupon_code",
                                "op-3",
                                "appid",
                                APPID,
                                "send_request_no",
                                number())));
        answers.put(
                "POST coupons/{card_id}/send",
                coupons.post(
                        "/coupons/card/send",
                        JsonObject.of(
                                "appid",
                                APPID,
                                "openid",
                                OPENID,
                                "out_request_no",
                                number(),
                                "send_time",
                                "2026-11-23T12:00:00+08:00")));
    }

    @Test
    void claimsAndJumpsAreKeptToo() {
        JsonObject body = stockBody("MERCHANT_UPLOAD")
                .with(
                        "custom_entrance",
                        json("{'mini_programs_info':{'mini_programs_appid':'wx','mini_programs_path':'p',"
                                + "'entrance_words':'去'}}"));
        String stock = coupons.stock(body);
        coupons.post(
                "/stocks/" + stock + "/couponcodes",
                json("{'coupon_code_list':['A']}").with("upload_request_no", number()));
        localPay.coupons().linkProduct(stock);
        JsonObject offer = JsonObject.of("stock_id", stock, "appid", APPID, "send_request_no", number());
        String token = String.valueOf(
                coupons.post("/product-coupons/pre-send", offer).json().string("token"));

        assertThat(localPay.coupons().apiV2Key("1900000001"))
                .isEqualTo(localPay.coupons().apiV2Key("1900000001"));
        assertThat(localPay.coupons().redeem(token, OPENID)).isEqualTo("A");
        assertThat(localPay.coupons().redeem(token, OPENID)).isEqualTo("A");
        assertThat(localPay.coupons().jump(stock, "A").string("appid")).isEqualTo("wx");
        assertThat(caller.get(BASE + "/stocks/" + stock + "/couponcodes?status=SENDED")
                        .json()
                        .integer("total_count"))
                .isEqualTo(1);
    }

    private static void assertFits(String where, List<Field> fields, JsonObject object) {
        for (Field field : fields) {
            JsonValue value = object.get(field.name());
            if (value == null) {
                assertThat(field.required())
                        .as("%s/%s is missing", where, field.name())
                        .isFalse();
            } else {
                assertFits(where + "/" + field.name(), field, field.type(), value);
            }
        }
    }

    private static void assertFits(String where, Field field, @Nullable FieldType type, JsonValue value) {
        if (type == FieldType.ARRAY) {
            for (JsonValue element : (JsonArray) value) {
                assertFits(where, field, field.items(), element);
            }
        } else if (type == FieldType.OBJECT) {
            assertFits(where, field.fields(), (JsonObject) value);
        } else {
            Class<? extends JsonValue> expected = type == FieldType.STRING
                    ? JsonString.class
                    : type == FieldType.BOOLEAN ? JsonBoolean.class : JsonNumber.class;
            assertThat(value).as(where).isInstanceOf(expected);
        }
    }
}
