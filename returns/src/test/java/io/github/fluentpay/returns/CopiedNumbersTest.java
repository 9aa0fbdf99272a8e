package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that were copied from a page or a spreadsheet, with what nobody sees of them. */
class CopiedNumbersTest {

    private static final String APPID = "wxd678efh567hg6787";

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n", "\u00A0", "\u200B", "\uFEFF", "\u3000"})
    void areTrimmedWhereTheyNameAMerchantAnAppOrABrand(String invisible) {
        CouponHolder holder = new CouponHolder("o1", invisible + APPID + invisible);
        CouponReturn coupon = CouponReturn.of("S1", "C1", "R1").ofMerchant("1900000001" + invisible);
        ProductCouponReturn product = new ProductCouponReturn(
                "120344" + invisible, "P1", "S1", "C1", holder, "R1", null, invisible + "1900000001");

        assertThat(holder.appid()).isEqualTo(APPID);
        assertThat(coupon.mchid()).isEqualTo("1900000001");
        assertThat(product.brandId()).isEqualTo("120344");
        assertThat(product.mchid()).isEqualTo("1900000001");
    }

    @Test
    void areRefusedWithAnInvisibleCharacterInside() {
        assertThatThrownBy(() -> new CouponHolder("o1", "wxd678\u200Befh567hg6787"))
                .hasMessage("appid: a value of 19 characters is not an appid: up to 32 letters and digits, shown in the"
                        + " console beside the app; U+200B at position 7 is invisible: delete it");
        assertThatThrownBy(() -> CouponReturn.of("S1", "C1", "R1").ofMerchant("19000\u00A000001"))
                .hasMessage("mchid: a value of 11 characters is not a merchant number: 8 to 15 digits, shown in the"
                        + " console; U+00A0 at position 6 is invisible: delete it");
        assertThatThrownBy(() -> CouponReturn.of("S1", "C1\u200B", "R1"))
                .hasMessage("coupon_code: U+200B at position 3 is invisible: delete it");
        assertThatThrownBy(() -> CouponReturn.of("\uFEFFS1", "C1", "R1"))
                .hasMessage("stock_id: U+FEFF at position 1 is invisible: delete it");
        assertThat(CouponReturn.of("S1", "C 1", "R1").couponCode()).isEqualTo("C 1");
    }
}
