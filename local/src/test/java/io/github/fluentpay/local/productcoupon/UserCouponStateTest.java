package io.github.fluentpay.local.productcoupon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserCouponStateTest {

    @Test
    void letsAUsedCouponGoNowhereButBack() {
        assertThat(UserCouponState.USED.next()).containsExactly(UserCouponState.EFFECTIVE);
    }

    @Test
    void letsAnEffectiveCouponAloneBeUsed() {
        Set<UserCouponState> from = EnumSet.allOf(UserCouponState.class);
        from.removeIf(state -> !state.next().contains(UserCouponState.USED));

        assertThat(from).containsExactly(UserCouponState.EFFECTIVE);
    }

    @Test
    void endsAtThreeStates() {
        Set<UserCouponState> ends = EnumSet.allOf(UserCouponState.class);
        ends.removeIf(state -> !state.next().isEmpty());

        assertThat(ends).containsExactly(UserCouponState.EXPIRED, UserCouponState.DELETED, UserCouponState.DEACTIVATED);
    }
}
