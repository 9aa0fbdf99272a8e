package io.github.fluentpay.local.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TradeStateTest {

    @Test
    void hasTheDocumentedMovesAndNoOthers() {
        assertThat(TradeState.NOTPAY.next()).containsExactlyInAnyOrder(TradeState.SUCCESS, TradeState.CLOSED);
        assertThat(TradeState.SUCCESS.next()).containsExactly(TradeState.REFUND);
        assertThat(TradeState.REFUND.next()).isEmpty();
        assertThat(TradeState.CLOSED.next()).isEmpty();
    }
}
