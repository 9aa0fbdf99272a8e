package io.github.fluentpay.local.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Requests of APIv2, which LocalPay does not serve: XML, signed in a field of the body and not in a header. Their authors
 * are told the APIv3 call, and not that a header of APIv3 is missing.
 */
public final class ApiV2 {

    /** Enough to see how a body begins. */
    private static final int LOOKED_AT = 64;

    /** The calls that most begin with, and what APIv3 has for them. */
    private static final Map<String, String> SUCCESSORS = Map.of(
            "/pay/unifiedorder", "POST /v3/pay/transactions/jsapi (or app, native, h5)",
            "/pay/orderquery", "GET /v3/pay/transactions/out-trade-no/{out_trade_no}",
            "/pay/closeorder", "POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close",
            "/secapi/pay/refund", "POST /v3/refund/domestic/refunds",
            "/pay/refundquery", "GET /v3/refund/domestic/refunds/{out_refund_no}",
            "/pay/downloadbill", "GET /v3/bill/tradebill",
            "/mmpaymkttransfers/promotion/transfers", "POST /v3/fund-app/mch-transfer/transfer-bills");

    private ApiV2() {}

    /** Tells if a request is one of APIv2. */
    public static boolean isMeant(Request request) {
        return request.header("Authorization") == null
                && !request.rawPath().startsWith("/v3/")
                && (SUCCESSORS.containsKey(request.rawPath()) || isXml(request.body()));
    }

    private static boolean isXml(byte[] body) {
        String begin = new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        return begin.replace("\u00EF\u00BB\u00BF", "").strip().startsWith("<");
    }

    /** The APIv3 call that does what a path of APIv2 did. */
    static Optional<String> successor(String rawPath) {
        return Optional.ofNullable(SUCCESSORS.get(rawPath));
    }
}
