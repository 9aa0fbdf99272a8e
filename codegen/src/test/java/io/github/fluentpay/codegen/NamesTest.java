package io.github.fluentpay.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "return, return_",
        "import, import_",
        "native, native_",
        "try, try_",
        "notify, notify_",
        "wait, wait_",
        "delete, delete_",
        "get, get_",
        "chain, chain_",
        "use, use",
        "exit, exit",
        "global, global",
        "echo, echo",
        "out-trade-no, outTradeNo",
        "complaints-v2, complaintsV2",
        "h5-pre-entrust-sign, h5PreEntrustSign",
        "mch_operate, mchOperate",
        "addInstitutionsub, addInstitutionsub",
        "apiv2getsignkey, apiv2getsignkey",
        "get_wxpayface_authinfo, getWxpayfaceAuthinfo",
        "clone, clone_",
        "toString, toString_"
    })
    void segmentBecomesMethod(String segment, String method) {
        assertThat(Names.segment(segment)).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({
        "coupon_code, couponCode",
        "package, package_",
        "switch, switch_",
        "extends, extends_",
        "from, from",
        "self, self",
        "type, type",
        "json, json_",
        "reply, reply_",
        "notification, notification_",
        "build, build_",
        "with, with_",
        "notify, notify_",
        "payAuthNo, payAuthNo",
        "setlLatlnt, setlLatlnt",
        "mch_id, mchId",
        "mchid, mchid",
        "coupon_id_$n, couponId",
        "coupon_refund_id_$n_$m, couponRefundId",
        "sub_mchid, subMchid",
        "class, class_",
        "getClass, getClass_"
    })
    void fieldBecomesProperty(String field, String property) {
        assertThat(Names.property(field)).isEqualTo(property);
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, NORMAL",
        "PARKING SPACE, PARKING_SPACE",
        "zh-CN, ZH_CN",
        "01, _01",
        "1, _1",
        "上海, 上海",
        "a.b, A_B",
        "$, __",
        "'', _"
    })
    void valueBecomesConstant(String value, String constant) {
        assertThat(Names.constant(value)).isEqualTo(constant);
    }

    @ParameterizedTest
    @CsvSource({"combine-transactions, combinetransactions", "mch_operate, mchoperate", "native, native_", "pay, pay"})
    void productBecomesPackage(String product, String name) {
        assertThat(Names.packageSegment(product)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSACTION.SUCCESS, TransactionSuccess",
        "COUPON.SEND, CouponSend",
        "BRAND_MEMBER_CARD_SP.USER_CARD.CREATE, BrandMemberCardSpUserCardCreate",
        "MCHTRANSFER.QQWALLETBILL.FINISHED, MchtransferQqwalletbillFinished"
    })
    void kindOfNotificationBecomesType(String name, String type) {
        assertThat(Names.event(name)).isEqualTo(type);
    }

    @Test
    void stepsAreNamedByTheirPathAndToldApart() {
        EndpointNames names = new EndpointNames(new TreeSet<>(List.of(
                "v3",
                "v2",
                "v3/marketing",
                "v3/marketing/busifavor/coupons/return",
                "v3/marketing/busifavor/coupons/send",
                "v3/marketing/busifavor/coupons/{card_id}/send",
                "v3/marketing/busifavor/stocks/{stock_id}",
                "v3/marketing/busifavor/users/{openid}/coupons",
                "v3/x/policy-periods",
                "v3/x/policy_periods",
                "v3/apply/{applyment_id}/cancel",
                "v3/apply/{business_code}/cancel",
                "v3/pay/native",
                "v2/pay/micropay")));

        assertThat(names.of("v3")).isEqualTo("V3");
        assertThat(names.of("v2")).isEqualTo("V2");
        assertThat(names.of("v3/marketing")).isEqualTo("Marketing");
        assertThat(names.of("v3/marketing/busifavor/coupons/return")).isEqualTo("BusifavorCouponsReturn");
        assertThat(names.of("v3/marketing/busifavor/coupons/send")).isEqualTo("BusifavorCouponsSend");
        assertThat(names.of("v3/marketing/busifavor/coupons/{card_id}/send")).isEqualTo("BusifavorCouponsByCardIdSend");
        assertThat(names.of("v3/marketing/busifavor/stocks/{stock_id}")).isEqualTo("BusifavorStocksByStockId");
        assertThat(names.of("v3/marketing/busifavor/users/{openid}/coupons")).isEqualTo("BusifavorUsersCoupons");
        assertThat(names.of("v3/x/policy-periods")).isEqualTo("XPolicyPeriods");
        assertThat(names.of("v3/x/policy_periods")).isEqualTo("XPolicy_periods");
        assertThat(names.of("v3/apply/{applyment_id}/cancel")).isEqualTo("ApplyByApplymentIdCancel");
        assertThat(names.of("v3/apply/{business_code}/cancel")).isEqualTo("ApplyByBusinessCodeCancel");
        assertThat(names.of("v3/pay/native")).isEqualTo("PayNative");
        assertThat(names.of("v2/pay/micropay")).isEqualTo("V2PayMicropay");
    }

    @Test
    void typeNamesAreClaimedOnce() {
        TypeNames names = new TypeNames();

        assertThat(names.claim(List.of("PayAmount", "PayRefundAmount"))).isEqualTo("PayAmount");
        assertThat(names.claim(List.of("PayAmount", "PayRefundAmount"))).isEqualTo("PayRefundAmount");
        assertThatIllegalStateException()
                .isThrownBy(() -> names.claim(List.of("PayAmount", "PayRefundAmount")))
                .withMessage("Each of these type names is taken already: [PayAmount, PayRefundAmount]");
    }
}
