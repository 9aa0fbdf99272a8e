package io.github.fluentpay.examples;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Merchants;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.SignedNotification;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Many merchants (多商户) in one application: loaded from its store, changed, removed, and found for a callback. */
public final class ManyMerchants {

    private ManyMerchants() {}

    public static void main(String[] args) {
        try (LocalPay localPay = LocalPay.start()) {
            Map<String, Profile> store = new ConcurrentHashMap<>(); // a table of the application
            store.put("north", localPay.profile());
            store.put("south", localPay.addMerchant("1900000777"));

            try (Merchants<String, FluentPay> merchants = Merchants.of(
                    FluentPay.builder(),
                    (shop, builder) -> Optional.ofNullable(store.get(shop)).map(builder::profile))) {
                System.out.println("Loaded at first: " + merchants.loaded());
                FluentPay north = merchants.get("north");
                System.out.println("north calls: "
                        + north.chain("v3/marketing/busifavor/stocks/1234567891")
                                .get()
                                .status());

                // New keys in the store; whoever holds the old client can finish with it.
                merchants.reload("north");
                System.out.println("Replaced: " + (merchants.get("north") != north));

                // A callback to an address that all shops share.
                merchants.get("south");
                SignedNotification callback = localPay.notification(
                        "1900000777", "COUPON.USE", "coupon", JsonObject.of("coupon_code", "sxxe34343434"));
                Merchants.Addressee<String, FluentPay> addressee = merchants.addressee(callback);
                addressee
                        .client()
                        .notifications()
                        .handle(
                                callback,
                                event -> System.out.println("For " + addressee.key() + ": "
                                        + event.notification().eventType()));

                merchants.remove("south");
                System.out.println("Loaded at last: " + merchants.loaded());
            }
        }
    }
}
