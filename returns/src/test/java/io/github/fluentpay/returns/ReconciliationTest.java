package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.RedeemedCoupons;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsReturn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done about a return whose outcome is not known, by what LocalPay shows of the coupon. */
class ReconciliationTest extends DeskTestBase {

    ReconciliationTest() {
        super(TestDatabase.SQLITE);
    }

    /** The state at the platform; the number that it was returned under; what becomes of ours, and why. */
    @ParameterizedTest
    @CsvSource({
        "USED, , RETURNED, ",
        "SENDED, ours, RETURNED, ",
        "SENDED, another, IN_DOUBT, COUPON_SENDED",
        "DELETED, ours, RETURNED, ",
        "DELETED, another, IN_DOUBT, COUPON_DELETED",
    })
    void settles(String state, String number, ReturnState end, String code) {
        RedeemedCoupons coupons = localPay().coupons().redeemed(mchid(), 1);
        String coupon = coupons.codes().get(0);
        CouponReturn task = CouponReturn.of(coupons.stockId(), coupon, "ours")
                .heldBy(coupons.openid(), coupons.appid())
                .ofMerchant(mchid());
        if (number != null) {
            pay().v3()
                    .marketing()
                    .busifavor()
                    .coupons()
                    .return_()
                    .post(BusifavorCouponsReturn.Request.of(
                            b -> b.couponCode(coupon).stockId(coupons.stockId()).returnRequestNo(number)));
        }
        if (state.equals("DELETED")) {
            localPay().coupons().delete(coupons.stockId(), coupon);
        }
        try (ReturnDesk desk = desk(quick())) {
            desk.submit(task);
            run("UPDATE fluentpay_return SET state = 'UNKNOWN'");
            desk.start();
            await("it is settled", () -> entry(desk.ledger(), task).state().isFinished());

            ReturnEntry entry = entry(desk.ledger(), task);
            assertThat(entry.state()).as("%s", entry).isEqualTo(end);
            assertThat(entry.code()).isEqualTo(code);
            if (end == ReturnState.IN_DOUBT) {
                assertThat(entry.message())
                        .contains(
                                "returned under the number another",
                                "an earlier attempt had no answer and may have been");
            }
        }
    }
}
