package io.github.fluentpay.returns;

import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.v3.busifavor.BusifavorUsersCouponsAppidsByAppid;
import org.jspecify.annotations.Nullable;

/** What a coupon, as the platform shows it, tells of a return whose outcome is not known. */
final class Reconciliation {

    /** The platform shows the number of the last return alone. */
    private static final String USED_AGAIN = " (if it was used twice, an earlier attempt of this return may have been"
            + " performed before: look at the coupon)";

    private Reconciliation() {}

    /** Null if it does not tell: the same request again does. */
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
                                "The coupon was returned under the number " + found.returnRequestNo() + USED_AGAIN,
                                requestId);
            case "EXPIRED", "DELETED", "DEACTIVATED" ->
                Judgement.refused(
                        "COUPON_" + state,
                        "The coupon is " + state + " and cannot come back"
                                + (found.returnRequestNo() == null
                                        ? ""
                                        : "; it was returned under the number " + found.returnRequestNo() + USED_AGAIN),
                        requestId);
            // USED: it was not performed. A state that nobody knows yet: let the platform decide.
            default -> null;
        };
    }

    /** Whether the coupon is USED: no attempt was performed, so that a refusal of the next one decides. */
    static boolean isNotPerformed(BusifavorUsersCouponsAppidsByAppid.GetReply found) {
        return found.json().get("coupon_state") instanceof JsonString state
                && state.value().equals("USED");
    }
}
