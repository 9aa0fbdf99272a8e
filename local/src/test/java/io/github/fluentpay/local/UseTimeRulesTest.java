package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.APPID;
import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static io.github.fluentpay.local.CouponFixture.useBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a coupon can be used: section 3.2 of the rules. */
class UseTimeRulesTest extends CouponRules {

    private static Instant at(String time) {
        return OffsetDateTime.parse(time + "+08:00").toInstant();
    }

    /** A stock from 1 November 2026 for a year, with more in its coupon_available_time. */
    private String stock(String more) {
        return coupons.stock(body("2026-11-01T00:00:00", "2027-10-31T23:59:59", more));
    }

    private static JsonObject body(String begin, String end, String more) {
        return json(stockBody("MERCHANT_API")
                .toJson()
                .replace(
                        "\"available_begin_time\":\"2026-11-01T00:00:00+08:00\",\"available_end_time\":\"2027-10-31T23:59:59+08:00\"",
                        "\"available_begin_time\":\"" + begin + "+08:00\",\"available_end_time\":\"" + end + "+08:00\""
                                + more.replace('\'', '"')));
    }

    private String sent(String stockId) {
        return coupons.sent(stockId, "t-" + number());
    }

    /** Whether it can be used then; if it can, it is returned at once. */
    private boolean usable(String stockId, String code, String time) {
        clock.set(at(time));
        TestCaller.Answer answer = coupons.use(useBody(stockId, code));
        if (answer.status() == 200) {
            assertThat(coupons.giveBack(stockId, code, number()).status()).isEqualTo(200);
            return true;
        }
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        return false;
    }

    // Week days and times of the day

    @ParameterizedTest
    @CsvSource({
        // Monday and Saturday, 10:00:00 to 11:59:59 and 23:00:00 to 23:59:59
        "2026-11-23T09:59:59, false",
        "2026-11-23T10:00:00, true",
        "2026-11-23T11:59:59, true",
        "2026-11-23T12:00:00, false",
        "2026-11-23T22:59:59, false",
        "2026-11-23T23:59:59, true",
        "2026-11-24T00:00:00, false",
        "2026-11-24T10:30:00, false",
        "2026-11-28T10:30:00, true",
        "2026-11-29T10:30:00, false",
        "2027-01-02T23:30:00, true",
        "2026-12-31T10:30:00, false"
    })
    void aCouponIsUsableOnItsWeekDaysAndInItsDayTimesOnly(String time, boolean expected) {
        String stock = stock("""
                ,'available_week':{'week_day':[1,6],'available_day_time':
                 [{'begin_time':36000,'end_time':43199},{'begin_time':82800,'end_time':86399}]}
                """);
        clock.set(at("2026-11-22T12:00:00"));

        assertThat(usable(stock, sent(stock), time)).isEqualTo(expected);
    }

    @Test
    void weekDaysAloneAreWholeDaysAndSundayIs0() {
        String stock = stock(",'available_week':{'week_day':[0]}");
        String code = sent(stock);

        assertThat(usable(stock, code, "2026-11-28T23:59:59")).isFalse();
        assertThat(usable(stock, code, "2026-11-29T00:00:00")).isTrue();
        assertThat(usable(stock, code, "2026-11-29T23:59:59")).isTrue();
        assertThat(usable(stock, code, "2026-11-30T00:00:00")).isFalse();
    }

    @Test
    void theRefusalNamesTimeAndReasonAndTheCouponStaysSended() {
        String stock = stock(",'available_week':{'week_day':[2]}");
        String code = sent(stock);

        assertRefused(
                coupons.use(useBody(stock, code)),
                400,
                "INVALID_REQUEST",
                "The coupon cannot be used at 2026-11-23T12:00:00+08:00: its stock's available_week and"
                        + " irregulary_avaliable_time leave that time out");
        assertThat(coupons.state(code)).isEqualTo("SENDED");
    }

    // Irregular times

    @Test
    void irregularTimesAreUsableFromTheirFirstToTheirLastSecond() {
        String stock = stock("""
                ,'irregulary_avaliable_time':[
                 {'begin_time':'2026-12-24T18:00:00+08:00','end_time':'2026-12-24T23:59:59+08:00'},
                 {'begin_time':'2026-12-31T23:00:00+08:00','end_time':'2027-01-01T01:00:00+08:00'}]
                """);
        String code = sent(stock);

        assertThat(usable(stock, code, "2026-12-24T17:59:59")).isFalse();
        assertThat(usable(stock, code, "2026-12-24T18:00:00")).isTrue();
        assertThat(usable(stock, code, "2026-12-25T00:00:00")).isFalse();
        assertThat(usable(stock, code, "2027-01-01T00:30:00")).isTrue();
        assertThat(usable(stock, code, "2027-01-01T01:00:00")).isTrue();
        assertThat(usable(stock, code, "2027-01-01T01:00:01")).isFalse();
    }

    @Test
    void ofWeekDaysAndIrregularTimesEitherWillDo() {
        String stock = stock("""
                ,'available_week':{'week_day':[1]},'irregulary_avaliable_time':[
                 {'begin_time':'2026-12-24T18:00:00+08:00','end_time':'2026-12-24T23:59:59+08:00'}]
                """);
        String code = sent(stock);

        assertThat(usable(stock, code, "2026-11-23T12:00:00")).isTrue();
        assertThat(usable(stock, code, "2026-11-24T12:00:00")).isFalse();
        assertThat(usable(stock, code, "2026-12-24T18:00:00")).isTrue();
    }

    @Test
    void irregularTimesDoNotOutlastTheValidity() {
        String stock = stock("""
                ,'available_day_after_receive':1,'irregulary_avaliable_time':[
                 {'begin_time':'2026-11-23T00:00:00+08:00','end_time':'2026-12-24T23:59:59+08:00'}]
                """);
        String code = sent(stock);

        assertThat(usable(stock, code, "2026-11-23T23:59:59")).isTrue();
        assertThat(usable(stock, code, "2026-11-24T00:00:00")).isFalse();
        assertThat(coupons.state(code)).isEqualTo("EXPIRED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'available_week':{'week_day':[7]} | available_week/week_day must hold numbers from 0 (Sunday) to 6",
                "'available_week':{'week_day':['1']} | available_week/week_day must hold numbers from 0 (Sunday) to 6",
                "'available_week':{'available_day_time':[{'begin_time':1,'end_time':2}]} | available_week/week_day is required with available_day_time",
                "'available_week':{'week_day':[1],'available_day_time':[{},{},{}]} | available_week/available_day_time must have at most 2 ranges",
                "'available_week':{'week_day':[1],'available_day_time':[{'begin_time':5}]} | available_week/available_day_time/0/end_time is missing",
                "'available_week':{'week_day':[1],'available_day_time':[{'begin_time':0,'end_time':86400}]} | available_week/available_day_time/0/end_time must be from 0 to 86399, and is 86400",
                "'available_week':{'week_day':[1],'available_day_time':[{'begin_time':5,'end_time':4}]} | available_week/available_day_time/0/end_time must not be before begin_time",
                "'available_week':{'week_day':[1],'available_day_time':[5]} | available_week/available_day_time/0 must be an object, and is a number",
                "'irregulary_avaliable_time':[{'begin_time':'x'}] | irregulary_avaliable_time/0/end_time is missing",
                "'irregulary_avaliable_time':[{'begin_time':'2026-12-24T18:00:00+08:00','end_time':'2026-12-24T17:00:00+08:00'}] | irregulary_avaliable_time/0/end_time must not be before begin_time",
                "'wait_days_after_receive':3 | wait_days_after_receive goes with available_day_after_receive only",
                "'available_day_after_receive':3,'wait_days_after_receive':31 | wait_days_after_receive must be from 1 to 30, and is 31"
            })
    void timesThatMakeNoSenseAreRefused(String more, String message) {
        JsonObject body = body("2026-11-01T00:00:00", "2027-10-31T23:59:59", "," + more);

        assertRefused(
                coupons.post("/stocks", body), 400, "PARAM_ERROR", "/coupon_use_rule/coupon_available_time/" + message);
    }

    // Days after receiving, across edges of the calendar

    @ParameterizedTest
    @CsvSource({
        // begin, end, received, days, wait, first usable, last usable
        "2026-11-01T00:00:00,2027-10-31T23:59:59,2026-12-31T23:59:59,1,,2026-12-31T23:59:59,2026-12-31T23:59:59",
        "2026-11-01T00:00:00,2027-10-31T23:59:59,2026-12-31T23:59:59,1,1,2027-01-01T00:00:00,2027-01-01T23:59:59",
        "2028-01-15T00:00:00,2028-12-31T23:59:59,2028-02-28T00:00:00,2,,2028-02-28T00:00:00,2028-02-29T23:59:59",
        "2028-01-15T00:00:00,2028-12-31T23:59:59,2028-02-28T23:59:59,1,1,2028-02-29T00:00:00,2028-02-29T23:59:59",
        "2027-01-15T00:00:00,2027-12-31T23:59:59,2027-02-28T23:59:59,1,1,2027-03-01T00:00:00,2027-03-01T23:59:59",
        "2028-02-29T00:00:00,2029-02-28T00:00:00,2028-02-01T00:00:00,1,,2028-02-29T00:00:00,2028-02-29T23:59:59",
        "2028-01-15T10:00:00,2028-01-16T09:00:00,2028-01-15T00:00:00,30,,2028-01-15T10:00:00,2028-01-16T09:00:00"
    })
    void theFirstAndTheLastSecondAreUsableAndThoseAroundThemAreNot(
            String begin, String end, String received, int days, Integer wait, String first, String last) {
        String more =
                ",'available_day_after_receive':" + days + (wait == null ? "" : ",'wait_days_after_receive':" + wait);
        String stock = coupons.stock(body(begin, end, more));
        clock.set(at(received));
        String code = sent(stock);
        JsonObject coupon = coupons.query(code).json();

        assertThat(coupon.string("available_start_time")).isEqualTo(first + "+08:00");
        assertThat(coupon.string("expire_time")).isEqualTo(last + "+08:00");
        assertThat(usable(stock, code, before(first))).isFalse();
        assertThat(usable(stock, code, first)).isTrue();
        assertThat(usable(stock, code, last)).isTrue();
        assertThat(coupons.state(code)).isEqualTo("SENDED");
        assertThat(usable(stock, code, after(last))).isFalse();
        assertThat(coupons.state(code)).isEqualTo("EXPIRED");
    }

    private static String before(String time) {
        return LocalDateTime.parse(time).minusSeconds(1).toString();
    }

    private static String after(String time) {
        return LocalDateTime.parse(time).plusSeconds(1).toString();
    }

    @Test
    void secondsAfterReceivingCountFromTheMomentItCanBeUsed() {
        String atOnce = stock(",'available_second_after_receive':90");
        String later = stock(
                ",'available_day_after_receive':3,'wait_days_after_receive':1,'available_second_after_receive':90");

        String code = sent(atOnce);
        String waiting = sent(later);

        assertThat(coupons.query(code).json().string("expire_time")).isEqualTo("2026-11-23T12:01:30+08:00");
        assertThat(coupons.query(waiting).json().string("expire_time")).isEqualTo("2026-11-24T00:01:30+08:00");
        assertThat(usable(atOnce, code, "2026-11-23T12:01:30")).isTrue();
        assertThat(usable(atOnce, code, "2026-11-23T12:01:31")).isFalse();
    }

    // Time passing

    @Test
    void timePassingExpiresASendedCouponAndNoOther() {
        String stock = stock(",'available_day_after_receive':1");
        String sended = sent(stock);
        String used = coupons.used(stock, "t-" + number());
        String list = BASE + "/users/" + OPENID + "/coupons?appid=" + APPID + "&stock_id=" + stock + "&coupon_state=";
        clock.set(at("2026-11-24T00:00:00"));

        assertThat(coupons.state(sended)).isEqualTo("EXPIRED");
        assertThat(coupons.state(used)).isEqualTo("USED");
        assertThat(caller.get(list + "EXPIRED").json().integer("total_count")).isEqualTo(1);
        assertThat(caller.get(list + "SENDED").json().integer("total_count")).isZero();
        assertThat(caller.get(list + "USED").json().integer("total_count")).isEqualTo(1);
    }

    @Test
    void aReturnedCouponExpiresAtItsOldTime() {
        String stock = stock(",'available_day_after_receive':2");
        String code = sent(stock);
        clock.set(at("2026-11-24T23:59:58"));
        coupons.use(useBody(stock, code));

        coupons.giveBack(stock, code, number());

        assertThat(coupons.state(code)).isEqualTo("SENDED");
        clock.set(at("2026-11-25T00:00:00"));
        assertThat(coupons.state(code)).isEqualTo("EXPIRED");
    }
}
