package io.github.fluentpay.local.identity;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Route;

/**
 * {@code POST /v3/security/echo}; documentation page "test of signatures and sealing" (商户签名验签/加解密测试). A sealed
 * message is opened with the key that {@code Wechatpay-Serial} names and sealed again for the merchant's certificate.
 */
public final class SecurityEcho {

    private static final String PLAIN = "echo_message";
    private static final String SEALED = "encrypted_echo_message";

    /** The page gives no lengths; a sealed field of RSA-2048 has 344 characters. */
    private static final int LONGEST = 1024;

    private final SealedFields sealing;
    private final Notice notice;

    /** Echoes for this platform's merchants. */
    public SecurityEcho(SealedFields sealing, Notice notice) {
        this.sealing = sealing;
        this.notice = notice;
    }

    /** Its route. */
    public Route route() {
        return Route.post("/v3/security/echo", this::answer);
    }

    /** Tells a merchant the same by a notification. */
    @FunctionalInterface
    public interface Notice {

        /** Puts it on its way. */
        void send(String mchid, String url, JsonObject resource);
    }

    private Reply answer(Call call) {
        String plain = call.body().text(PLAIN, 1, LONGEST);
        String sealed = call.body().optionalText(SEALED, 1, LONGEST);
        String url = call.body().optionalText("notify_url", 1, LONGEST);
        if (sealed != null) {
            SealedFields.checkSealed(sealed, rule -> call.body().invalid(SEALED, rule));
        }
        SigningKey key = sealing.namedBy(call, "the message is");
        JsonObject.Builder reply = JsonObject.builder().put(PLAIN, plain);
        JsonObject.Builder resource = JsonObject.builder().put(PLAIN, plain);
        if (sealed != null) {
            String opened = sealing.open(key, sealed, rule -> call.body().invalid(SEALED, rule));
            reply.put(SEALED, sealing.sealFor(call.mchid(), opened));
            resource.put("encrypt_echo_message", sealing.sealFor(call.mchid(), opened));
        }
        if (url != null) {
            notice.send(call.mchid(), url, resource.build());
        }
        return Reply.ok(reply.build());
    }
}
