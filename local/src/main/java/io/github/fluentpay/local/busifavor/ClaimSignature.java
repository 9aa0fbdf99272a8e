package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.identity.ApiV2Keys;
import io.github.fluentpay.local.store.Transaction;
import io.github.fluentpay.protocol.V2Signature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/**
 * The signature over what a front end brings: always HMAC-SHA256, under the APIv2 key of the merchant that sends;
 * documentation pages "send coupons by H5" (H5发券) and "mini-program coupon plug-in" (小程序发券插件).
 */
final class ClaimSignature {

    private final ApiV2Keys keys;

    ClaimSignature(ApiV2Keys keys) {
        this.keys = keys;
    }

    /** 401 if it does not hold; the message and its detail say what was expected, but not the key. */
    void require(Transaction transaction, String mchid, Map<String, String> parameters, String sign) {
        String key = keys.find(transaction, mchid)
                .orElseThrow(() -> refused(
                        "Merchant " + mchid + " has no APIv2 key; LocalPay makes one by Coupons.apiV2Key, or GET"
                                + " /localpay/merchants/{mchid}/apiv2-key",
                        parameters));
        byte[] expected = V2Signature.HMAC_SHA256.sign(parameters, key).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, sign.getBytes(StandardCharsets.UTF_8))) {
            throw refused(
                    "The sign does not hold: it must be the HMAC-SHA256 of string_to_sign, both under and followed by the"
                            + " APIv2 key of merchant " + mchid + ", in upper-case hexadecimal",
                    parameters);
        }
    }

    private static RefusedException refused(String message, Map<String, String> parameters) {
        return new RefusedException(
                ErrorCode.SIGN_ERROR,
                message,
                JsonObject.of(
                        "field",
                        "sign",
                        "string_to_sign",
                        V2Signature.stringToSign(parameters) + "&key=(the APIv2 key)"));
    }
}
