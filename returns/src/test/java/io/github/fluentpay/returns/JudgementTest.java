package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.ServiceException.Refused;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.returns.Judgement.Advice;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    @ParameterizedTest
    @CsvSource({
        "429, RATELIMIT_EXCEEDED, SAFE, WAITING, SLOW_DOWN",
        "500, SYSTEM_ERROR, UNKNOWN, UNKNOWN, TAKE_CARE",
        "400, SYSTEM_ERROR, UNKNOWN, UNKNOWN, TAKE_CARE",
        "502, , UNKNOWN, UNKNOWN, TAKE_CARE",
        "429, , UNKNOWN, UNKNOWN, SLOW_DOWN",
        "400, PARAM_ERROR, UNSAFE, REFUSED, GO_ON",
        "403, NOAUTH, UNSAFE, REFUSED, GO_ON",
        "404, RESOURCE_NOT_EXISTS, UNSAFE, REFUSED, GO_ON",
        "401, SIGN_ERROR, UNSAFE, WAITING, STAND_BACK",
        "302, , UNKNOWN, UNKNOWN, STAND_BACK",
        "401, , UNKNOWN, UNKNOWN, STAND_BACK",
        "403, , UNKNOWN, UNKNOWN, STAND_BACK",
        "404, , UNKNOWN, UNKNOWN, STAND_BACK"
    })
    void ofAnAnswer(int status, String code, RetrySafety safety, ReturnState state, Advice advice) {
        Judgement judgement = Judgement.of(
                new ServiceException("POST /x", new Refused(status, code, "text", null, "req-1", "{}"), safety));

        assertThat(judgement.state()).isEqualTo(state);
        assertThat(judgement.advice()).isEqualTo(advice);
        assertThat(judgement.code()).isEqualTo(code == null ? "HTTP_" + status : code);
        assertThat(judgement.message()).isEqualTo("text");
        assertThat(judgement.requestId()).isEqualTo("req-1");
    }

    @Test
    void ofNoAnswer() {
        Judgement notReached = Judgement.of(new TransportException("refused", RetrySafety.SAFE, null));
        Judgement cutOff = Judgement.of(new TransportException("reset", RetrySafety.UNKNOWN, null));

        assertThat(notReached.state()).isEqualTo(ReturnState.WAITING);
        assertThat(cutOff.state()).isEqualTo(ReturnState.UNKNOWN);
        assertThat(cutOff.code()).isEqualTo("NO_ANSWER");
        assertThat(notReached.advice()).isEqualTo(cutOff.advice()).isEqualTo(Advice.STAND_BACK);
    }

    @Test
    void ofWhatWasNeverSent() {
        assertThat(Judgement.of(new IllegalArgumentException("too long")).state())
                .isEqualTo(ReturnState.REFUSED);
        assertThat(Judgement.of(new IllegalStateException("closed")).state()).isEqualTo(ReturnState.WAITING);
        assertThat(Judgement.of(new IOException("what")).state()).isEqualTo(ReturnState.UNKNOWN);
        assertThat(Judgement.tooLate(false).state()).isEqualTo(ReturnState.WAITING);
        assertThat(Judgement.tooLate(true).state()).isEqualTo(ReturnState.UNKNOWN);
    }

    /** What may have been performed before may have been performed now. */
    @ParameterizedTest
    @CsvSource({"WAITING, UNKNOWN", "UNKNOWN, UNKNOWN", "REFUSED, IN_DOUBT", "RETURNED, RETURNED"})
    void afterDoubt(ReturnState alone, ReturnState afterDoubt) {
        Judgement judgement = new Judgement(alone, Advice.GO_ON, "CODE", "text", "req-1", null).afterDoubt();

        assertThat(judgement.state()).isEqualTo(afterDoubt);
        assertThat(judgement.message())
                .isEqualTo(
                        alone == ReturnState.REFUSED
                                ? "text (an earlier attempt had no answer and may have been performed: look at the coupon)"
                                : "text");
    }
}
