package io.github.fluentpay.returns;

import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.v3.busifavor.BusifavorUsersCouponsAppidsByAppid;
import org.jspecify.annotations.Nullable;

/** What a coupon, as the platform shows it, tells of a return whose outcome is not known. */
final class Reconciliation {

    private Reconciliation() {}

    /**
     * Judges an attempt by the coupon; null if the coupon does not tell, and the same request again does. The platform shows
     * the number of the last return alone: under another number the coupon may have been returned by ours before, and used
     * again since.
     */
    static @Nullable Judgement of(CouponReturn coupon, BusifavorUsersCouponsAppidsByAppid.GetReply found) {
        String requestId = found.reply().requestId();
        if (coupon.returnRequestNo().equals(found.returnRequestNo())) {
            JsonString time = found.json().get("return_time") instanceof JsonString text ? text : null;
            return Judgement.returned(requestId, time == null ? null : time.value());
        }
        String state = found.json().get("coupon_state") instanceof JsonString text ? text.value() : "";
        return switch (state) {
            case "SENDED" ->
                // Without any number it was never returned, or the platform does not say: the same request again tells.
                found.returnRequestNo() == null
                        ? null
                        : Judgement.refused(
                                        "COUPON_SENDED",
                                        "The coupon was returned under the number " + found.returnRequestNo(),
                                        requestId)
                                .afterDoubt();
            case "EXPIRED", "DELETED", "DEACTIVATED" -> cannotComeBack(state, found.returnRequestNo(), requestId);
            // USED: it was not performed. A state that nobody knows yet: let the platform decide.
            default -> null;
        };
    }

    private static Judgement cannotComeBack(String state, @Nullable String number, @Nullable String requestId) {
        String code = "COUPON_" + state;
        String message = "The coupon is " + state + " and cannot come back";
        return number == null
                ? Judgement.refused(code, message, requestId)
                : Judgement.refused(code, message + "; it was returned under the number " + number, requestId)
                        .afterDoubt();
    }

    /** Tells whether no attempt was performed, so that a refusal of the next one decides: USED, and never returned. */
    static boolean isNotPerformed(BusifavorUsersCouponsAppidsByAppid.GetReply found) {
        return found.returnRequestNo() == null
                && found.json().get("coupon_state") instanceof JsonString state
                && state.value().equals("USED");
    }
}
