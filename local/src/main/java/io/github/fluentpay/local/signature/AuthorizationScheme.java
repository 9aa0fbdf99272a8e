package io.github.fluentpay.local.signature;

import io.github.fluentpay.protocol.Authorization;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The first word of an {@code Authorization} header: names the known ones that LocalPay does not take. */
final class AuthorizationScheme {

    private static final String EXPECTED = "; send " + Authorization.SCHEME + " and the five items behind it";

    private AuthorizationScheme() {}

    /** The problem with the scheme; null if there is none, or if it is no known word, which may be a secret. */
    static @Nullable String problem(String header) {
        String scheme = header.strip().split("[ ,]", 2)[0];
        if (scheme.equals(Authorization.SCHEME)) {
            return null;
        }
        return switch (scheme.toUpperCase(Locale.ROOT)) {
            case "" -> "The Authorization header is empty" + EXPECTED;
            case Authorization.SCHEME -> "Authorization has its scheme in lower case; write " + Authorization.SCHEME;
            case Authorization.BRAND_SCHEME ->
                "Authorization uses the scheme of brands, " + Authorization.BRAND_SCHEME
                        + "; LocalPay knows merchants only" + EXPECTED;
            case "WECHATPAY2-SM2-WITH-SM3" ->
                "Authorization uses the scheme of SM2 (国密), WECHATPAY2-SM2-WITH-SM3; LocalPay has RSA keys only"
                        + EXPECTED;
            case "BEARER", "BASIC", "DIGEST" ->
                "Authorization uses the scheme " + scheme + ", which is not the platform's" + EXPECTED;
            default ->
                header.strip().startsWith("mchid=")
                        ? "Authorization begins with mchid and lacks its scheme" + EXPECTED
                        : null;
        };
    }
}
