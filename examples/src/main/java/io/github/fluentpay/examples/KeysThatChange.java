package io.github.fluentpay.examples;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.KeyMode;
import io.github.fluentpay.client.KeyUse;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import io.github.fluentpay.protocol.VerifyingKey;
import java.util.Map;
import java.util.TreeMap;

/**
 * A merchant goes from platform certificates (平台证书) to the WeChat Pay public key (微信支付公钥) while its client runs, sees
 * which keys still sign, and could go back at every step.
 */
public final class KeysThatChange {

    private KeysThatChange() {}

    public static void main(String[] args) {
        try (LocalPay localPay =
                        LocalPay.builder().defaultReplyKey(ReplyKey.CERTIFICATE).start();
                FluentPay pay = FluentPay.builder()
                        .profile(localPay.profile())
                        .keyMode(KeyMode.certificates())
                        .build()) {
            calls(pay, "certificates, downloaded by the first call");

            VerifyingKey publicKey = localPay.platformKeys().publicKey().orElseThrow();
            pay.keys().switchTo(KeyMode.both(publicKey).publicKeyShare(0));
            calls(pay, "both are believed, certificates are asked for");
            pay.keys().switchTo(KeyMode.both(publicKey));
            calls(pay, "both are believed, the public key is asked for");

            localPay.rotation().publicKeyOnly(); // in the merchant console, once no certificate is seen any more
            pay.keys().switchTo(KeyMode.publicKey(publicKey));
            calls(pay, "the public key alone");
        }
    }

    private static void calls(FluentPay pay, String step) {
        Map<String, KeyUse> before = pay.keys().seen();
        for (int i = 0; i < 4; i++) {
            pay.chain("v3/marketing/busifavor/stocks/1234567891").get();
        }
        Map<String, Long> replies = new TreeMap<>();
        pay.keys().seen().forEach((serial, use) -> {
            long more = use.replies()
                    - (before.containsKey(serial) ? before.get(serial).replies() : 0);
            if (more > 0) {
                replies.merge(serial.startsWith("PUB_KEY_ID_") ? "public key" : "certificate", more, Long::sum);
            }
        });
        System.out.println(step + ": " + replies);
    }
}
