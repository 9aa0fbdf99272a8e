package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestNumberTest {

    /** Ledgers hold it: another one for the same coupon and refund would be another return. */
    @Test
    void staysTheSameForEver() {
        assertThat(RequestNumber.derived("1234567891", "sxxe34343434", "refund-1"))
                .isEqualTo(CouponReturn.after("1234567891", "sxxe34343434", "refund-1")
                        .requestNo())
                .isEqualTo("RETCCE097F57B965BA2B4D3D2C8E4459022");
    }

    @Test
    void tellsPartsApart() {
        assertThat(RequestNumber.derived("1", "23", "4"))
                .isNotEqualTo(RequestNumber.derived("12", "3", "4"))
                .isNotEqualTo(RequestNumber.derived("1", "2", "34"))
                .isNotEqualTo(RequestNumber.derived("1234"));
    }

    @Test
    void isOfLettersAndDigitsAlone() {
        assertThat(RequestNumber.derived("批次", "券 码", "")).matches("RET[0-9A-F]{32}");
    }
}
