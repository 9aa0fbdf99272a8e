package io.github.fluentpay.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of a request's {@code Authorization} header, taken apart; APIv3 documentation, "generate the request
 * signature" (请求签名).
 *
 * @param mchid merchant number
 * @param nonce {@code nonce_str}
 * @param timestamp seconds since the epoch, as text because that is what was signed
 * @param serialNumber {@code serial_no}, of the merchant's API certificate
 * @param signature Base64
 */
public record Authorization(String mchid, String nonce, String timestamp, String serialNumber, String signature) {

    /** The scheme for merchants with RSA keys. */
    public static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";

    /** The scheme for brands, on paths under {@code /brand/}; it has {@code brand_id} in place of {@code mchid}. */
    public static final String BRAND_SCHEME = "WECHATPAY-BRAND-SHA256-RSA2048";

    private static final List<String> ITEMS = List.of("mchid", "nonce_str", "timestamp", "serial_no", "signature");

    /** The header's value. */
    public String toHeader() {
        return SCHEME + " mchid=\"" + mchid + "\",nonce_str=\"" + nonce + "\",timestamp=\"" + timestamp
                + "\",serial_no=\"" + serialNumber + "\",signature=\"" + signature + '"';
    }

    /**
     * Takes a header's value apart; the five items may come in any order, with white space around the commas.
     *
     * @throws IllegalArgumentException if the scheme is another, or an item is missing, given twice, empty, unknown or
     *     not quoted; the message says which and quotes no value
     */
    public static Authorization parse(String header) {
        String text = header.strip();
        int space = text.indexOf(' ');
        String scheme = space < 0 ? text : text.substring(0, space);
        if (!scheme.equals(SCHEME)) {
            throw new IllegalArgumentException("Authorization does not use the scheme " + SCHEME);
        }
        Map<String, String> items = new LinkedHashMap<>();
        for (String part : text.substring(scheme.length()).split(",", -1)) {
            addItem(items, part.strip());
        }
        for (String item : ITEMS) {
            if (!items.containsKey(item)) {
                throw new IllegalArgumentException("Authorization has no " + item);
            }
        }
        return new Authorization(
                items.getOrDefault("mchid", ""),
                items.getOrDefault("nonce_str", ""),
                items.getOrDefault("timestamp", ""),
                items.getOrDefault("serial_no", ""),
                items.getOrDefault("signature", ""));
    }

    private static void addItem(Map<String, String> items, String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? "" : part.substring(0, equals).strip();
        if (!ITEMS.contains(name)) {
            throw new IllegalArgumentException("Authorization has an item that is none of " + ITEMS);
        }
        String value = part.substring(equals + 1).strip();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        if (!quoted || value.length() == 2) {
            throw new IllegalArgumentException(
                    "Authorization has " + name + (quoted ? " without a value" : " without quotes around its value"));
        }
        if (items.put(name, value.substring(1, value.length() - 1)) != null) {
            throw new IllegalArgumentException("Authorization has " + name + " twice");
        }
    }

    /** Leaves the signature out. */
    @Override
    public String toString() {
        return "Authorization[mchid=" + mchid + ", serialNumber=" + serialNumber + ", timestamp=" + timestamp + "]";
    }
}
