package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modifying stocks and their budgets, and their states: sections 3.4 to 3.7 of the rules. */
class StockRulesTest extends CouponRules {

    private static final Instant OVER = Instant.parse("2027-10-31T16:00:00Z");

    private TestCaller.Answer modify(String stockId, JsonObject change) {
        return patch(
                "/stocks/" + stockId, change.has("out_request_no") ? change : change.with("out_request_no", number()));
    }

    private TestCaller.Answer budget(String stockId, String change) {
        return patch("/stocks/" + stockId + "/budget", json(change).with("modify_budget_request_no", number()));
    }

    private String discountStock() {
        JsonObject body = json(stockBody("MERCHANT_API")
                .toJson()
                .replace(
                        "\"fixed_normal_coupon\":{\"discount_amount\":5,",
                        "\"discount_coupon\":{\"discount_percent\":88,"));
        return coupons.stock(body.with("stock_type", "DISCOUNT")
                .with("stock_send_rule", json("{'max_coupons':10,'max_coupons_per_user':9,'max_coupons_by_day':3}")));
    }

    // 3.6 Modify

    @Test
    void modifyAnswers204WithoutABodyAndASignatureOverNothing() {
        String stock = coupons.stock("MERCHANT_API");

        TestCaller.Answer answer = modify(stock, json("{'goods_name':'别的商品'}"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        assertThat(caller.verify(answer)).isEmpty();
    }

    @Test
    void modifyMergesObjectsFieldByField() {
        String stock = coupons.stock(stockBody("MERCHANT_API")
                .with("display_pattern_info", json("{'description':'old','merchant_name':'shop'}")));
        JsonObject before = coupons.stockView(stock);

        modify(stock, json("""
                        {'comment':'new','goods_name':'g','display_pattern_info':{'description':'new'},
                         'coupon_use_rule':{'use_method':'MINI_PROGRAMS','mini_programs_appid':'wx1','mini_programs_path':'/p'},
                         'stock_send_rule':{'natural_person_limit':true,'prevent_api_abuse':true},
                         'custom_entrance':{'hall_id':'1','code_display_mode':'QRCODE'},
                         'notify_config':{'notify_appid':'wx2'},'subsidy':true}
                        """));

        JsonObject rule = before.object("coupon_use_rule");
        assertThat(coupons.stockView(stock))
                .isEqualTo(before.with("comment", "new")
                        .with("goods_name", "g")
                        .with("display_pattern_info", json("{'description':'new','merchant_name':'shop'}"))
                        .with(
                                "coupon_use_rule",
                                rule.with("use_method", "MINI_PROGRAMS")
                                        .with("mini_programs_appid", "wx1")
                                        .with("mini_programs_path", "/p"))
                        .with(
                                "stock_send_rule",
                                before.object("stock_send_rule")
                                        .with("natural_person_limit", true)
                                        .with("prevent_api_abuse", true))
                        .with("custom_entrance", json("{'hall_id':'1','code_display_mode':'QRCODE'}"))
                        .with("notify_config", json("{'notify_appid':'wx2'}"))
                        .with("subsidy", true));
    }

    @Test
    void modifyRefusesWhatCannotBeModified() {
        String stock = coupons.stock("MERCHANT_API");

        assertRefused(modify(stock, json("{'stock_name':'x'}")), 400, "PARAM_ERROR", "/stock_name cannot be modified");
        assertRefused(
                modify(stock, json("{'stock_type':'DISCOUNT','stock_send_rule':{'max_coupons':5}}")),
                400,
                "PARAM_ERROR",
                "请求中含有未在API文档中定义的参数");
    }

    @Test
    void modifyChangesSubsidyFromFalseToTrueOnly() {
        String stock = coupons.stock(stockBody("MERCHANT_API").with("subsidy", false));

        assertThat(modify(stock, json("{'subsidy':true}")).status()).isEqualTo(204);
        assertRefused(
                modify(stock, json("{'subsidy':false}")),
                400,
                "PARAM_ERROR",
                "/subsidy cannot be changed from true to false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{'goods_name':''}                                    | /goods_name must have 1 to 15 characters, and has 0",
                "{'coupon_use_rule':{'use_method':'MINI_PROGRAMS'}}   | /coupon_use_rule/mini_programs_appid is missing",
                "{'display_pattern_info':5}                           | /display_pattern_info must be an object, and is a number"
            })
    void modifyKeepsToTheLimitsOfCreating(String change, String message) {
        assertRefused(modify(coupons.stock("MERCHANT_API"), json(change)), 400, "PARAM_ERROR", message);
    }

    @Test
    void modifyWantsAnOutRequestNo() {
        String stock = coupons.stock("MERCHANT_API");

        assertRefused(
                patch("/stocks/" + stock, json("{'comment':'x'}")), 400, "PARAM_ERROR", "/out_request_no is missing");
    }

    @Test
    void modifyReplaysAnIdenticalRequestAndRefusesAnotherWithTheSameNumber() {
        String stock = coupons.stock("MERCHANT_API");
        JsonObject change = json("{'comment':'first'}").with("out_request_no", number());
        modify(stock, change);
        modify(stock, json("{'comment':'second'}"));

        TestCaller.Answer repeat = modify(stock, change);

        assertThat(repeat.status()).isEqualTo(204);
        assertThat(repeat.text()).isEmpty();
        assertThat(coupons.stockView(stock).string("comment")).isEqualTo("second");
        assertRefused(
                modify(stock, change.with("comment", "third")),
                400,
                "INVALID_REQUEST",
                "The number out_request_no was used before with other parameters; a repeat must be identical, and a new"
                        + " request needs a new number");
    }

    @Test
    void modifyAndBudgetEndWithTheStocksPeriod() {
        String stock = coupons.stock("MERCHANT_API");
        clock.set(OVER);

        assertRefused(
                modify(stock, json("{'comment':'x'}")),
                400,
                "INVALID_REQUEST",
                "The stock's available_end_time has passed");
        assertRefused(
                budget(stock, "{'target_max_coupons':2000,'current_max_coupons':1000}"),
                400,
                "INVALID_REQUEST",
                "The stock's available_end_time has passed");
    }

    @Test
    void modifyAndBudgetRefuseUnknownStocks() {
        assertRefused(
                modify("999", json("{'comment':'x'}")),
                404,
                "RESOURCE_NOT_EXISTS",
                "There is no stock with this stock_id");
        assertRefused(
                budget("999", "{'target_max_coupons':2000,'current_max_coupons':1000}"),
                404,
                "RESOURCE_NOT_EXISTS",
                "There is no stock with this stock_id");
    }

    // 3.7 Budget

    @Test
    void budgetComparesAndSets() {
        String stock = coupons.stock("MERCHANT_API");

        TestCaller.Answer changed = budget(stock, "{'target_max_coupons':2000,'current_max_coupons':1000}");
        TestCaller.Answer stale = budget(stock, "{'target_max_coupons':3000,'current_max_coupons':1000}");

        assertThat(changed.text()).isEqualTo("{\"max_coupons\":2000}");
        assertRefused(
                stale,
                400,
                "INVALID_REQUEST",
                "The stock's max_coupons is 2000, and current_max_coupons says 1000; query the stock and decide again");
        assertThat(coupons.stockView(stock).at("/stock_send_rule/max_coupons")).isEqualTo(JsonValue.of(2000));
    }

    @Test
    void budgetOfADay() {
        String stock = discountStock();

        TestCaller.Answer changed =
                budget(stock, "{'target_max_coupons':0,'target_max_coupons_by_day':4,'current_max_coupons_by_day':3}");

        assertThat(changed.text()).isEqualTo("{\"max_coupons\":10,\"max_coupons_by_day\":4}");
    }

    @Test
    void budgetOfADayNeedsAStockThatHasOne() {
        assertRefused(
                budget(coupons.stock("MERCHANT_API"), "{'target_max_coupons_by_day':4,'current_max_coupons_by_day':0}"),
                400,
                "PARAM_ERROR",
                "/target_max_coupons_by_day goes with DISCOUNT and EXCHANGE stocks only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{} | /target_max_coupons and target_max_coupons_by_day exclude each other: exactly one of them must be above 0",
                "{'target_max_coupons':1,'target_max_coupons_by_day':1} | /target_max_coupons and target_max_coupons_by_day exclude each other: exactly one of them must be above 0",
                "{'target_max_coupons':5} | /current_max_coupons is missing",
                "{'target_max_coupons_by_day':5} | /current_max_coupons_by_day is missing",
                "{'target_max_coupons':1000000001,'current_max_coupons':1} | /target_max_coupons must be from 0 to 1000000000, and is 1000000001"
            })
    void budgetTakesExactlyOneTargetWithItsCurrentValue(String change, String message) {
        assertRefused(budget(discountStock(), change), 400, "PARAM_ERROR", message);
    }

    @Test
    void budgetIsIdempotentByItsNumber() {
        String stock = coupons.stock("MERCHANT_API");
        String path = "/stocks/" + stock + "/budget";
        JsonObject body = json("{'target_max_coupons':2000,'current_max_coupons':1000}")
                .with("modify_budget_request_no", number());
        TestCaller.Answer first = patch(path, body);
        budget(stock, "{'target_max_coupons':3000,'current_max_coupons':2000}");

        assertThat(patch(path, body).text()).isEqualTo(first.text());
        assertThat(coupons.stockView(stock).at("/stock_send_rule/max_coupons")).isEqualTo(JsonValue.of(3000));
        assertThat(patch(path, body.with("target_max_coupons", 2001)).message())
                .startsWith("The number modify_budget_request_no was used before with other parameters");
    }

    @Test
    void quotasFollowTheBudgetBothWays() {
        String stock = coupons.stock(stock("MERCHANT_API", "/stock_send_rule/max_coupons", 1));
        coupons.sent(stock, "a");
        assertRefused(
                coupons.post("/coupons/send", sendBody(stock, "b")),
                400,
                "INVALID_REQUEST",
                "All max_coupons (1) coupons of this stock are sent");

        budget(stock, "{'target_max_coupons':2,'current_max_coupons':1}");
        coupons.sent(stock, "b");

        assertRefused(
                budget(stock, "{'target_max_coupons':1,'current_max_coupons':2}"),
                400,
                "INVALID_REQUEST",
                "target_max_coupons is 1, and 2 coupons are sent already");
        assertRefused(
                coupons.post("/coupons/send", sendBody(stock, "c")),
                400,
                "INVALID_REQUEST",
                "All max_coupons (2) coupons of this stock are sent");
    }

    // 3.4 States

    @Test
    void aNewStockIsRunning() {
        assertThat(coupons.stockView(coupons.stock("MERCHANT_API")).string("stock_state"))
                .isEqualTo("RUNNING");
    }

    @Test
    void aPausedStockSendsNothingUntilItRunsAgain() {
        String stock = coupons.stock("MERCHANT_API");
        coupons.sent(stock, "pause-1");

        localPay.coupons().pause(stock);

        assertThat(coupons.stockView(stock).string("stock_state")).isEqualTo("PAUSED");
        assertRefused(
                coupons.post("/coupons/send", sendBody(stock, "pause-2")),
                400,
                "INVALID_REQUEST",
                "Only coupons of a stock in the state RUNNING are sent; this one is PAUSED");
        assertThat(coupons.use(CouponFixture.useBody(stock, "pause-1")).status())
                .isEqualTo(200);
        localPay.coupons().resume(stock);
        coupons.sent(stock, "pause-2");
    }

    @Test
    void aStoppedStockStaysStopped() {
        String stock = coupons.stock("MERCHANT_API");

        localPay.coupons().stop(stock);

        assertThat(coupons.stockView(stock).string("stock_state")).isEqualTo("STOPED");
        assertThatThrownBy(() -> localPay.coupons().resume(stock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A stock in the state STOPED cannot become RUNNING");
    }
}
