package io.github.fluentpay.examples;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.v3.security.SecurityEcho;
import java.util.List;

/** A sensitive field (敏感信息) on its way to the platform and back, typed and by its place in the JSON. */
public final class SensitiveFields {

    private SensitiveFields() {}

    public static void main(String[] args) {
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            // Typed: the fields are marked in the catalogue, and are given as they are.
            SecurityEcho.Request request =
                    SecurityEcho.Request.of(b -> b.echoMessage("hello").encryptedEchoMessage("张三"));
            System.out.println("Shown as  " + request);
            SecurityEcho.Reply reply = pay.v3().security().echo().post(request);
            System.out.println("Sealed    " + reply.encryptedEchoMessage());
            System.out.println("Opened    " + reply.decrypted(pay).encryptedEchoMessage());

            // By JSON pointer, for any path: * stands for every element of an array.
            Reply untyped = pay.chain("v3/security/echo")
                    .encrypting("/encrypted_echo_message", "/receivers/*/name")
                    .post(JsonObject.of("echo_message", "hello", "encrypted_echo_message", "李四"));
            JsonObject opened = pay.decrypt(untyped.json(), List.of("/encrypted_echo_message"));
            System.out.println("Masked    " + opened);
            System.out.println("Opened    " + opened.string("encrypted_echo_message"));
        }
    }
}
