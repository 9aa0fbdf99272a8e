package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static io.github.fluentpay.local.CouponFixture.useBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every state of a coupon against every call that would move it: sections 2, 4.1, 4.3 and 4.4 of the rules. */
class CouponMoveRulesTest extends CouponRules {

    private static final Instant OVER = Instant.parse("2027-11-05T00:00:00Z");

    private String stock;

    @BeforeAll
    void makeStock() {
        stock = coupons.stock("MERCHANT_API");
    }

    private TestCaller.Answer deactivate(String code) {
        return coupons.post("/coupons/deactivate", deactivateBody(code));
    }

    private JsonObject deactivateBody(String code) {
        return JsonObject.of("coupon_code", code, "stock_id", stock, "deactivate_request_no", number());
    }

    private JsonObject orderBody(String code, String outTradeNo) {
        return JsonObject.of(
                "stock_id", stock, "coupon_code", code, "out_trade_no", outTradeNo, "out_request_no", number());
    }

    private TestCaller.Answer associate(String code, String outTradeNo) {
        return coupons.post("/coupons/associate", orderBody(code, outTradeNo));
    }

    private TestCaller.Answer disassociate(String code, String outTradeNo) {
        return coupons.post("/coupons/disassociate", orderBody(code, outTradeNo));
    }

    /** The states, and how a coupon gets there. */
    enum State {
        SENDED,
        USED,
        EXPIRED,
        DEACTIVATED,
        DELETED
    }

    private String in(State state) {
        String code = "in-" + number();
        coupons.sent(stock, code);
        switch (state) {
            case SENDED -> {}
            case USED -> coupons.use(useBody(stock, code));
            case EXPIRED -> clock.set(OVER);
            case DEACTIVATED -> deactivate(code);
            case DELETED -> localPay.coupons().delete(stock, code);
        }
        assertThat(coupons.state(code)).isEqualTo(state.name());
        return code;
    }

    private void assertMove(TestCaller.Answer answer, State from, State legal, String refusal) {
        if (from == legal) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        } else if (from == State.DELETED) {
            assertRefused(answer, 404, "RESOURCE_NOT_EXISTS", "The user has deleted this coupon");
        } else {
            assertRefused(answer, 400, "INVALID_REQUEST", refusal + from);
        }
    }

    // 4.1 and 2: the moves

    @ParameterizedTest
    @EnumSource
    void onlyAUsedCouponIsReturned(State state) {
        assertMove(
                coupons.giveBack(stock, in(state), number()),
                state,
                State.USED,
                "Only a coupon in the state USED can be returned; this one is ");
    }

    @ParameterizedTest
    @EnumSource
    void onlyASendedCouponIsDeactivated(State state) {
        assertMove(
                deactivate(in(state)),
                state,
                State.SENDED,
                "Only a coupon in the state SENDED can be deactivated; this one is ");
    }

    @ParameterizedTest
    @EnumSource
    void onlyASendedCouponIsAssociated(State state) {
        assertMove(
                associate(in(state), "order-1"),
                state,
                State.SENDED,
                "Only a coupon in the state SENDED can be associated with an order; this one is ");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "USED")
    void onlyASendedCouponIsUsed(State state) {
        assertMove(
                coupons.use(useBody(stock, in(state))),
                state,
                State.SENDED,
                "Only a coupon in the state SENDED can be used; this one is ");
    }

    @Test
    void aUsedCouponIsUsedByAnotherRequest() {
        assertRefused(
                coupons.use(useBody(stock, in(State.USED))),
                400,
                "RESOURCE_ALREADY_EXISTS",
                "The coupon was used already, under another use_request_no");
    }

    @ParameterizedTest
    @EnumSource
    void onlyASendedCouponIsDeletedByItsUser(State state) {
        String code = in(state);

        if (state == State.SENDED) {
            localPay.coupons().delete(stock, code);
            assertThat(coupons.state(code)).isEqualTo("DELETED");
        } else {
            assertThatThrownBy(() -> localPay.coupons().delete(stock, code))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Only a coupon in the state SENDED can be deleted; this one is " + state);
        }
    }

    // 2: return, and what follows

    @Test
    void aReturnedCouponIsUsedAgainWithANewNumberOnly() {
        String code = in(State.SENDED);
        JsonObject firstUse = useBody(stock, code);
        coupons.use(firstUse);
        coupons.giveBack(stock, code, number());

        assertThat(coupons.use(firstUse).status()).isEqualTo(200); // the old answer again, and nothing else
        assertThat(coupons.state(code)).isEqualTo("SENDED");
        assertThat(coupons.use(useBody(stock, code)).status()).isEqualTo(200);
        assertThat(coupons.state(code)).isEqualTo("USED");
    }

    @Test
    void aSecondReturnNeedsASecondUse() {
        String code = in(State.USED);
        coupons.giveBack(stock, code, number());

        assertRefused(
                coupons.giveBack(stock, code, number()),
                400,
                "INVALID_REQUEST",
                "Only a coupon in the state USED can be returned; this one is SENDED");
    }

    @Test
    void theLastReturnIsShown() {
        String code = in(State.USED);
        coupons.giveBack(stock, code, number());
        coupons.use(useBody(stock, code));
        String last = number();

        coupons.giveBack(stock, code, last);

        assertThat(coupons.query(code).json().string("return_request_no")).isEqualTo(last);
    }

    @Test
    void aReturnGivesNoRoomInTheLimits() {
        String one = coupons.stock(stock("MERCHANT_API", "/stock_send_rule/max_coupons", 1));
        coupons.used(one, "room-1");
        coupons.giveBack(one, "room-1", number());

        assertThat(coupons.post("/coupons/send", sendBody(one, "room-2")).message())
                .isEqualTo("All max_coupons (1) coupons of this stock are sent");
    }

    // 4.3 Deactivate

    @Test
    void deactivateAnswersItsTimeAndIsShown() {
        String code = in(State.SENDED);
        JsonObject body = deactivateBody(code).with("deactivate_reason", "此券使用时间设置错误");

        TestCaller.Answer answer = coupons.post("/coupons/deactivate", body);

        assertThat(answer.text()).isEqualTo("{\"wechatpay_deactivate_time\":\"2026-11-23T12:00:00+08:00\"}");
        JsonObject coupon = coupons.query(code).json();
        assertThat(coupon.string("coupon_state")).isEqualTo("DEACTIVATED");
        assertThat(coupon.string("deactivate_request_no")).isEqualTo(body.string("deactivate_request_no"));
        assertThat(coupon.string("deactivate_time")).isEqualTo("2026-11-23T12:00:00+08:00");
        assertThat(coupon.string("deactivate_reason")).isEqualTo("此券使用时间设置错误");
        assertThat(coupons.query(in(State.SENDED)).json().fields().keySet())
                .noneMatch(name -> name.startsWith("deactivate"));
    }

    @Test
    void deactivateReplaysItsNumberAndRefusesItForAnotherCoupon() {
        String code = in(State.SENDED);
        JsonObject body = deactivateBody(code);
        TestCaller.Answer first = coupons.post("/coupons/deactivate", body);
        clock.set(START.plusSeconds(60));

        assertThat(coupons.post("/coupons/deactivate", body).text()).isEqualTo(first.text());
        for (JsonObject other :
                List.of(body.with("coupon_code", in(State.SENDED)), body.with("deactivate_reason", "x"))) {
            assertThat(coupons.post("/coupons/deactivate", other).message())
                    .startsWith("The number deactivate_request_no was used before with other parameters");
        }
    }

    @Test
    void deactivateOfAnUnknownStockOrCoupon() {
        assertRefused(
                coupons.post("/coupons/deactivate", deactivateBody("any").with("stock_id", "999")),
                404,
                "RESOURCE_NOT_EXISTS",
                "There is no stock with this stock_id");
        assertRefused(
                deactivate("none"),
                404,
                "RESOURCE_NOT_EXISTS",
                "There is no coupon with this coupon_code in this stock");
    }

    @Test
    void deactivateReasonHas1To64Characters() {
        JsonObject body = deactivateBody(in(State.SENDED));

        assertRefused(
                coupons.post("/coupons/deactivate", body.with("deactivate_reason", "券".repeat(65))),
                400,
                "PARAM_ERROR",
                "/deactivate_reason must have 1 to 64 characters, and has 65");
        assertThat(coupons.post("/coupons/deactivate", body.with("deactivate_reason", "券".repeat(64)))
                        .status())
                .isEqualTo(200);
    }

    // 4.4 Associate and disassociate

    @Test
    void associateIsShownUntilDisassociate() {
        String code = in(State.SENDED);

        TestCaller.Answer associated = associate(code, "order-1");
        String shown = coupons.query(code).json().string("associate_out_trade_no");
        TestCaller.Answer disassociated = disassociate(code, "order-1");

        assertThat(associated.text()).isEqualTo("{\"wechatpay_associate_time\":\"2026-11-23T12:00:00+08:00\"}");
        assertThat(shown).isEqualTo("order-1");
        assertThat(disassociated.text()).isEqualTo("{\"wechatpay_disassociate_time\":\"2026-11-23T12:00:00+08:00\"}");
        assertThat(coupons.query(code).json().has("associate_out_trade_no")).isFalse();
    }

    @Test
    void associateIsShownAfterTheUseToo() {
        String code = in(State.SENDED);
        associate(code, "order-1");

        coupons.use(useBody(stock, code));

        assertThat(coupons.query(code).json().string("associate_out_trade_no")).isEqualTo("order-1");
    }

    @Test
    void associateWithAnotherOrderNeedsADisassociateFirst() {
        String code = in(State.SENDED);
        associate(code, "order-1");

        assertThat(associate(code, "order-1").status()).isEqualTo(200);
        assertRefused(
                associate(code, "order-2"),
                400,
                "INVALID_REQUEST",
                "The coupon is associated with another out_trade_no; disassociate it from that one first");
        disassociate(code, "order-1");
        assertThat(associate(code, "order-2").status()).isEqualTo(200);
    }

    @Test
    void disassociateNeedsTheAssociationWithThatOrder() {
        String code = in(State.SENDED);

        assertRefused(
                disassociate(code, "order-1"),
                400,
                "INVALID_REQUEST",
                "The coupon is not associated with this out_trade_no");
        associate(code, "order-1");
        assertThat(disassociate(code, "order-2").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"associate", "disassociate"})
    void theNumberOfBothIsReplayedAndBoundToItsParameters(String operation) {
        String code = in(State.SENDED);
        associate(code, "order-1");
        JsonObject body = orderBody(code, "order-1");
        TestCaller.Answer first = coupons.post("/coupons/" + operation, body);
        clock.set(START.plusSeconds(60));

        assertThat(first.status()).isEqualTo(200);
        assertThat(coupons.post("/coupons/" + operation, body).text()).isEqualTo(first.text());
        assertThat(coupons.post("/coupons/" + operation, body.with("out_trade_no", "order-2"))
                        .message())
                .startsWith("The number out_request_no was used before with other parameters");
        assertRefused(
                coupons.post("/coupons/" + operation, body.with("out_request_no", "a.b")),
                400,
                "PARAM_ERROR",
                "/out_request_no may only hold letters, digits and | _ * -");
    }
}
