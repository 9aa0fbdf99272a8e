package io.github.fluentpay.returns;

import static io.github.fluentpay.returns.ReturnState.CANCELLED;
import static io.github.fluentpay.returns.ReturnState.CLAIMED;
import static io.github.fluentpay.returns.ReturnState.IN_DOUBT;
import static io.github.fluentpay.returns.ReturnState.PENDING;
import static io.github.fluentpay.returns.ReturnState.REFUSED;
import static io.github.fluentpay.returns.ReturnState.RETURNED;
import static io.github.fluentpay.returns.ReturnState.SENT;
import static io.github.fluentpay.returns.ReturnState.UNKNOWN;
import static io.github.fluentpay.returns.ReturnState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReturnStateTest {

    private static final Map<ReturnState, Set<ReturnState>> LEGAL = Map.of(
            PENDING, Set.of(CLAIMED, CANCELLED),
            WAITING, Set.of(CLAIMED, CANCELLED),
            CLAIMED, Set.of(SENT, PENDING),
            SENT, Set.of(RETURNED, REFUSED, IN_DOUBT, WAITING, UNKNOWN),
            UNKNOWN, Set.of(SENT),
            REFUSED, Set.of(PENDING, UNKNOWN),
            IN_DOUBT, Set.of(UNKNOWN),
            CANCELLED, Set.of(PENDING),
            RETURNED, Set.of());

    @Test
    void everyMoveIsLegalOrRefused() {
        for (ReturnState from : ReturnState.values()) {
            for (ReturnState to : ReturnState.values()) {
                assertThat(from.mayBecome(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(LEGAL.get(from).contains(to));
            }
        }
    }

    @Test
    void whatIsDueLeasedAndFinishedIsEveryStateOnce() {
        assertThat(ReturnState.DUE).containsExactly(PENDING, WAITING, UNKNOWN);
        assertThat(ReturnState.LEASED).containsExactly(CLAIMED, SENT);
        assertThat(ReturnState.FINISHED).isEqualTo(List.of(RETURNED, REFUSED, IN_DOUBT, CANCELLED));
        assertThat(ReturnState.OVER).isEqualTo(List.of(RETURNED, REFUSED, CANCELLED));
    }

    /** What the platform may have done can neither be called off nor begin anew as if it had not. */
    @Test
    void doubtEndsInAnAnswerAlone() {
        assertThat(SENT.mayBecome(CANCELLED)).isFalse();
        assertThat(SENT.mayBecome(PENDING)).isFalse();
        assertThat(UNKNOWN.mayBecome(CANCELLED)).isFalse();
        assertThat(UNKNOWN.mayBecome(PENDING)).isFalse();
        assertThat(IN_DOUBT.mayBecome(CANCELLED)).isFalse();
        assertThat(IN_DOUBT.mayBecome(PENDING)).isFalse();
    }
}
