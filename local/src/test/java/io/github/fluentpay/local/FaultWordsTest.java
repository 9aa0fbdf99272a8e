package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultWordsTest {

    private static final String RETURN = CouponFixture.BASE + "/coupons/return";

    private final FaultWords words = new FaultWords();

    private Fault next(String field, String value) {
        return next(JsonObject.of(field, value).toJson());
    }

    private Fault next(String body) {
        return words.next(RETURN, "1900000001", body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "FAULT-slow-1, 'Slow[delay=PT5S, moment=AFTER_EFFECT]'",
        "FAULT-reset-before, Reset[moment=BEFORE_EFFECT]",
        "2026-FAULT-reset-after-17, Reset[moment=AFTER_EFFECT]",
        "2026_FAULT_reset_after_17, Reset[moment=AFTER_EFFECT]",
        "FAULT-half, HalfReply[]",
        "FAULT-spoilt, SpoiltSignature[]",
        "FAULT-probe, ProbeSignature[]",
        "FAULT-wrong-key, WrongKey[]",
        "FAULT-wrong-serial, WrongSerial[]",
        "FAULT-unknown-serial, UnknownSerial[serial=5A0000000000000000000000000000000000000A]",
        "FAULT-unsigned, MissingHeader[name=Wechatpay-Signature]",
        "FAULT-stale, StaleTimestamp[age=PT10M]",
        "FAULT-202, Accepted[]",
        "FAULT-400, 'Refusal[status=400, code=SYSTEM_ERROR, moment=BEFORE_EFFECT, retryAfter=null]'",
        "FAULT-429, 'Refusal[status=429, code=RATELIMIT_EXCEEDED, moment=BEFORE_EFFECT, retryAfter=null]'",
        "FAULT-500, 'Refusal[status=500, code=SYSTEM_ERROR, moment=BEFORE_EFFECT, retryAfter=null]'",
        "FAULT-500-after-1, 'Refusal[status=500, code=SYSTEM_ERROR, moment=AFTER_EFFECT, retryAfter=null]'",
        "FAULT-502, 'GatewayPage[status=502, moment=BEFORE_EFFECT]'",
        "FAULT-504, 'GatewayPage[status=504, moment=AFTER_EFFECT]'",
    })
    void aWordInANumberIsAFaultOnceForThatNumber(String number, String fault) {
        assertThat(next("return_request_no", number)).hasToString(fault);
        assertThat(next("return_request_no", number)).isNull();
        assertThat(next("return_request_no", number + "-b")).isNotNull();
    }

    @Test
    void strikesSoManyTimes() {
        assertThat(IntStream.range(0, 5).mapToObj(i -> next("out_trade_no", "FAULT-502x3-17")))
                .containsExactly(Fault.gatewayPage(502), Fault.gatewayPage(502), Fault.gatewayPage(502), null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEFAULT-500", "FAULT-5000", "FAULT-halfway", "fault-500", "FAULT-", "FAULT-502x99999"})
    void otherNumbersAreJustNumbers(String number) {
        assertThat(next("out_trade_no", number)).isNull();
    }

    @Test
    void countsForEachMerchantAndPathApartAndInNumbersOnly() {
        byte[] body = JsonObject.of("out_trade_no", "FAULT-half").toBytes();

        assertThat(words.next("/v3/a", "1900000001", body)).isNotNull();
        assertThat(words.next("/v3/b", "1900000001", body)).isNotNull();
        assertThat(words.next("/v3/a", "1900000002", body)).isNotNull();
        assertThat(next("description", "FAULT-half")).isNull();
        assertThat(next("{\"amount\":{\"out_trade_no\":\"FAULT-half\"}}")).isNull();
        assertThat(next("{\"out_trade_no\":\"FAULT-half\"")).isNull();
        assertThat(next("{\"out_trade_no\":[\"FAULT-half\"]}")).isNull();
    }

    @Test
    void remembersALimitedNumberOfNumbers() {
        next("out_trade_no", "FAULT-half-first");
        IntStream.range(0, FaultWords.REMEMBERED).forEach(i -> next("out_trade_no", "FAULT-half-" + i));

        assertThat(next("out_trade_no", "FAULT-half-first")).isNotNull();
        assertThat(next("out_trade_no", "FAULT-half-" + (FaultWords.REMEMBERED - 1)))
                .isNull();
    }

    @Test
    void whatIsTooLongForANumberIsNotRemembered() {
        String longest = "FAULT-half-" + "1".repeat(FaultWords.LONGEST - "FAULT-half-".length());

        assertThat(next("out_trade_no", longest)).isNotNull();
        assertThat(next("out_trade_no", longest + "1")).isNull();
    }

    @Test
    void aCallerThatRepeatsSafelyGetsThrough() throws IOException {
        try (LocalPay localPay = LocalPay.start()) {
            RawCaller raw = new RawCaller(localPay, localPay.clock());
            String body = CouponFixture.returnBody("1234567891", "sxxe34343434", "FAULT-reset-after-1")
                    .toJson();

            assertThat(raw.post(RETURN, body).reset()).isTrue();
            assertThat(raw.post(RETURN, body).status()).isEqualTo(200);
            assertThat(localPay.journal().of(RETURN).effects()).isEqualTo(1);

            localPay.faults()
                    .add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR")).times(1));
            String other = CouponFixture.returnBody("1234567891", "sxxe34343434", "FAULT-502-1")
                    .toJson();
            assertThat(raw.post(RETURN, other).status()).isEqualTo(500);
            assertThat(raw.post(RETURN, other).status()).isEqualTo(502);
            localPay.reset();
            assertThat(raw.post(RETURN, other).status()).isEqualTo(502);
        }
    }
}
