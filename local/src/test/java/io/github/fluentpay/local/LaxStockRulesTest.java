package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stocks where undocumented fields are accepted: most fields that cannot be modified are not documented for it. */
class LaxStockRulesTest extends CouponRules {

    @Override
    LocalPay.Builder builder() {
        return LocalPay.builder().acceptUndocumentedFields();
    }

    private TestCaller.Answer modify(String stockId, JsonObject change) {
        return patch("/stocks/" + stockId, change.with("out_request_no", number()));
    }

    @Test
    void aStockKeepsAndShowsAFieldThatIsNotDocumented() {
        String stock = coupons.stock(stockBody("MERCHANT_API").with("remark", "new since last week"));

        assertThat(coupons.stockView(stock).string("remark")).isEqualTo("new since last week");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{'stock_name':'x'}                                     | /stock_name",
                "{'belong_merchant':'1900000009'}                       | /belong_merchant",
                "{'stock_type':'DISCOUNT'}                              | /stock_type",
                "{'coupon_code_mode':'MERCHANT_UPLOAD'}                 | /coupon_code_mode",
                "{'coupon_use_rule':{'coupon_available_time':{}}}       | /coupon_use_rule/coupon_available_time",
                "{'coupon_use_rule':{'fixed_normal_coupon':{}}}         | /coupon_use_rule/fixed_normal_coupon",
                "{'stock_send_rule':{'max_coupons':5}}                  | /stock_send_rule/max_coupons",
                "{'stock_send_rule':{'max_coupons_per_user':5}}         | /stock_send_rule/max_coupons_per_user",
                "{'custom_entrance':{'store_id':'5'}}                   | /custom_entrance/store_id"
            })
    void modifyRefusesWhatCannotBeModified(String change, String field) {
        String stock = coupons.stock("MERCHANT_API");
        JsonObject before = coupons.stockView(stock);

        assertRefused(modify(stock, json(change)), 400, "PARAM_ERROR", field + " cannot be modified");
        assertThat(coupons.stockView(stock)).isEqualTo(before);
    }

    @Test
    void modifyTakesFixedFieldsThatStayTheSame() {
        String stock = coupons.stock("MERCHANT_API");

        assertThat(modify(stock, json("{'stock_name':'8月1日活动券','stock_send_rule':{'max_coupons':1000}}"))
                        .status())
                .isEqualTo(204);
    }
}
