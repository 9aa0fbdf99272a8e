package io.github.fluentpay.client;

import io.github.fluentpay.protocol.Brand;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.RequestSigner;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who signs a call: the merchant, or for paths under {@code brand/} the brand. One of the two is there at least. */
final class Callers {

    private static final String BRAND_PATHS = "brand/";

    private final @Nullable Merchant merchant;
    private final @Nullable Brand brand;
    private final @Nullable RequestSigner asMerchant;
    private final @Nullable RequestSigner asBrand;

    Callers(@Nullable Merchant merchant, @Nullable Brand brand) {
        this.merchant = merchant;
        this.brand = brand;
        this.asMerchant = merchant == null ? null : new RequestSigner(merchant);
        this.asBrand = brand == null ? null : new RequestSigner(brand);
    }

    /**
     * Its signer.
     *
     * @param path as documented, without a leading slash
     * @throws IllegalStateException if the client has none for this path
     */
    RequestSigner signer(String endpoint, String path) {
        RequestSigner signer = isBrand(path) ? asBrand : asMerchant;
        if (signer == null) {
            throw new IllegalStateException(
                    endpoint
                            + (isBrand(path)
                                    ? " is signed by a brand, and the client has none: brand(Brand.of(…)) of the builder"
                                    : " is signed by a merchant, and the client has none: merchant(Merchant.of(…)) of the builder"));
        }
        return signer;
    }

    /** Its number, for logs and metrics; empty if nobody can sign. */
    String number(String path) {
        if (isBrand(path)) {
            return brand == null ? "" : brand.brandId();
        }
        return merchant == null ? "" : merchant.mchid();
    }

    /** Whose account with the platform it is: what the platform counts requests by. */
    String account(String path) {
        return (isBrand(path) ? "brand " : "merchant ") + number(path);
    }

    /** The accounts of all who can sign. */
    List<String> accounts() {
        return Stream.of("", BRAND_PATHS)
                .filter(path -> !number(path).isEmpty())
                .map(this::account)
                .toList();
    }

    private static boolean isBrand(String path) {
        return path.startsWith(BRAND_PATHS);
    }
}
