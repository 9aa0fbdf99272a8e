package io.github.fluentpay.local.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefundStatusTest {

    @Test
    void hasTheDocumentedMovesAndNoOthers() {
        assertThat(RefundStatus.PROCESSING.next())
                .containsExactlyInAnyOrder(RefundStatus.SUCCESS, RefundStatus.CLOSED, RefundStatus.ABNORMAL);
        assertThat(RefundStatus.ABNORMAL.next()).containsExactly(RefundStatus.SUCCESS);
        assertThat(RefundStatus.SUCCESS.next()).isEmpty();
        assertThat(RefundStatus.CLOSED.next()).isEmpty();
    }
}
