package io.github.fluentpay.examples;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.WechatPayException;
import io.github.fluentpay.v3.security.SecurityEcho;
import java.util.List;

/** Seals a field for the platform and opens what the platform sealed, by type and by JSON pointer. */
public final class SensitiveFields {

    private SensitiveFields() {}

    public static void main(String[] args) {
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            // Typed: the endpoint's description says which fields are sensitive. Wechatpay-Serial names the key.
            SecurityEcho.Reply typed =
                    pay.v3().security().echo().post(b -> b.echoMessage("hello").encryptedEchoMessage("张三"));
            System.out.println("Sealed on the wire: " + !"张三".equals(typed.encryptedEchoMessage()));
            System.out.println("Opened: " + typed.decrypted(pay).encryptedEchoMessage());
            System.out.println("Shown: " + typed.decrypted(pay).json().get("encrypted_echo_message"));

            // Untyped: JSON pointers say it; * stands for each element of a list.
            Reply untyped = pay.chain("v3/security/echo")
                    .encrypting("/encrypted_echo_message")
                    .post(JsonObject.of("echo_message", "hello", "encrypted_echo_message", "李四"));
            System.out.println("Opened: "
                    + pay.decrypt(untyped.json(), List.of("/encrypted_echo_message"))
                            .string("encrypted_echo_message"));

            try {
                pay.v3().security().echo().post(b -> b.echoMessage("hello").encryptedEchoMessage("长".repeat(72)));
            } catch (IllegalArgumentException | WechatPayException tooLong) {
                System.out.println(tooLong.getMessage());
            }
        }
    }
}
