package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.identity.KnownMerchant;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.EncryptedResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a coupon jumps from the card wallet to a mini-program: the path has its code, sealed with the APIv3 key;
 * documentation page "parameters of a merchant coupon's jump" (商家券跳转小程序参数).
 */
public final class Jump {

    private static final String ASSOCIATED_DATA = "COUPON_CODE";

    private final Database database;
    private final Merchants merchants;
    private final Randomness random;

    Jump(Database database, Merchants merchants, Randomness random) {
        this.database = database;
        this.merchants = merchants;
        this.random = random;
    }

    /** The mini-program's {@code appid} and the {@code path} that it is opened with; refuses a coupon that does not jump. */
    public JsonObject of(String stockId, String code) {
        return database.transaction(transaction -> {
            Stock stock = Found.anyStock(transaction, stockId);
            Coupon coupon = Found.notDeleted(CouponStore.find(transaction, stockId, code)
                    .orElseThrow(() -> Found.missing("There is no coupon with this coupon_code in this stock")));
            JsonObject program = program(stock)
                    .orElseThrow(() -> new RefusedException(
                            ErrorCode.INVALID_REQUEST,
                            "This coupon does not jump: its stock has neither the use_method MINI_PROGRAMS nor"
                                    + " custom_entrance.mini_programs_info"));
            return JsonObject.of(
                    "appid",
                    Objects.requireNonNull(program.string("mini_programs_appid")),
                    "path",
                    withParameters(Objects.requireNonNull(program.string("mini_programs_path")), stock, coupon));
        });
    }

    private static Optional<JsonObject> program(Stock stock) {
        JsonObject rule = Objects.requireNonNull(stock.definition().object("coupon_use_rule"));
        if ("MINI_PROGRAMS".equals(rule.string("use_method"))) {
            return Optional.of(rule);
        }
        return Stream.ofNullable(stock.definition().at("/custom_entrance/mini_programs_info"))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .findFirst();
    }

    private String withParameters(String path, Stock stock, Coupon coupon) {
        KnownMerchant creator = merchants.find(stock.creator()).orElseThrow();
        EncryptedResource sealed = new AeadCipher(creator.apiV3Key())
                .seal(coupon.code().getBytes(StandardCharsets.UTF_8), ASSOCIATED_DATA, random);
        return path
                + (path.contains("?") ? "&" : "?")
                + "stock_id=" + encoded(coupon.stockId())
                + "&openid=" + encoded(coupon.receipt().openid())
                + "&nonce=" + encoded(sealed.nonce())
                + "&associate=" + encoded(sealed.associatedData())
                + "&ciphertext=" + encoded(sealed.ciphertext());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
