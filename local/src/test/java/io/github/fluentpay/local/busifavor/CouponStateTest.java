package io.github.fluentpay.local.busifavor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CouponStateTest {

    @Test
    void letsAUsedCouponGoNowhereButBack() {
        assertThat(CouponState.USED.next()).containsExactly(CouponState.SENDED);
    }

    @Test
    void endsAtThreeStates() {
        Set<CouponState> ends = EnumSet.allOf(CouponState.class);
        ends.removeIf(state -> !state.next().isEmpty());

        assertThat(ends).containsExactly(CouponState.EXPIRED, CouponState.DEACTIVATED, CouponState.DELETED);
    }
}
