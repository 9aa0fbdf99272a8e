package io.github.fluentpay.interop;

import io.github.fluentpay.client.KeyMode;
import io.github.fluentpay.client.Merchants;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.ValidationException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What an application does that is stopped and started anew in a container; run by a class loader of its own. */
public final class RegistryInItsOwnLoader {

    private RegistryInItsOwnLoader() {}

    /** Takes base URL, merchant number, serial number, private key and APIv3 key. */
    public static void main(String[] args) {
        Merchant merchant = new Merchant(args[1], args[2], MerchantKey.read(KeySource.text(args[3])));
        try (Merchants<Integer, ? extends WechatPayClient> merchants = Merchants.of(
                WechatPayClient.builder().baseUrls(URI.create(args[0])),
                (tenant, builder) -> Optional.of(builder.merchant(merchant)
                        .apiV3Key(ApiV3Key.of(args[4]))
                        .keyMode(KeyMode.certificates())))) {
            for (int tenant = 0; tenant < 2; tenant++) {
                WechatPayClient pay = merchants.get(tenant);
                pay.chain("v3/marketing/busifavor/stocks/1234567891").get();
                pay.chain("v3/marketing/busifavor/stocks/1234567891").getAsync().join();
                unknownKey(pay);
                merchants.reload(tenant);
            }
        }
    }

    private static void unknownKey(WechatPayClient pay) {
        Map<String, String> headers = Map.of(
                "Wechatpay-Serial", "5A0000000000000000000000000000000000000A",
                "Wechatpay-Signature", "AAAA",
                "Wechatpay-Nonce", "1",
                "Wechatpay-Timestamp", Long.toString(Instant.now().getEpochSecond()));
        try {
            pay.notifications(Function.identity())
                    .receive(NotificationRequest.of(headers, "{}".getBytes(StandardCharsets.UTF_8)));
        } catch (ValidationException expected) {
            return;
        }
        throw new AssertionError("The notification was believed");
    }
}
