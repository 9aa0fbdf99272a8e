package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.Identifier;
import java.nio.charset.StandardCharsets;

/**
 * The strings that are signed (待签名串), as bytes; APIv3 documentation, "generate the request signature" (请求签名) and
 * "verify the signature" (签名验证). Every line ends with a line feed, the last one and an empty one too.
 */
public final class StringToSign {

    private StringToSign() {}

    /**
     * Of a request: method, URL, timestamp, nonce, body.
     *
     * @param method upper case
     * @param url path and query exactly as on the request line, percent-encoded, without scheme and host
     * @param timestamp seconds since the epoch
     * @param body the bytes as sent; empty if there are none; of an upload the {@code meta} part only
     */
    public static byte[] ofRequest(String method, String url, long timestamp, String nonce, byte[] body) {
        return append(method + '\n' + url + '\n' + timestamp + '\n' + nonce + '\n', body);
    }

    /**
     * Of a reply or notification: timestamp, nonce, body.
     *
     * @param timestamp the header's text, as received
     * @param body the raw bytes as received; empty if there are none
     */
    public static byte[] ofReply(String timestamp, String nonce, byte[] body) {
        return append(timestamp + '\n' + nonce + '\n', body);
    }

    /**
     * Of the parameters that a front end hands to the payment panel (调起支付).
     *
     * @param appid letters and digits; what is invisible at its ends is trimmed
     * @param prepay {@code prepay_id=…} for JSAPI and mini-programs, the bare prepay_id for apps
     * @throws IllegalArgumentException if the appid has another character
     */
    public static byte[] ofPayment(String appid, long timestamp, String nonce, String prepay) {
        return append(
                Identifier.APPID.read(appid) + '\n' + timestamp + '\n' + nonce + '\n',
                prepay.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] append(String lines, byte[] last) {
        byte[] head = lines.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + last.length + 1];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(last, 0, all, head.length, last.length);
        all[all.length - 1] = '\n';
        return all;
    }
}
