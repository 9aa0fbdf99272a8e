package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** A client from a profile, and its replies for people and for scripts. */
final class Clients {

    private Clients() {}

    static FluentPay of(Profile profile) {
        return of(profile, UnaryOperator.identity());
    }

    /** @param settings adds what the options of the command say */
    static FluentPay of(Profile profile, UnaryOperator<ClientBuilder<FluentPay>> settings) {
        return SettingsException.reading(() -> build(profile, settings));
    }

    private static FluentPay build(Profile profile, UnaryOperator<ClientBuilder<FluentPay>> settings) {
        if (profile.verifyingKeys().isEmpty()) {
            throw new IllegalArgumentException(Profile.PLATFORM_SERIAL + " and " + Profile.PLATFORM_KEY
                    + " are missing in the profile: take the WeChat Pay public key from the console, or a platform"
                    + " certificate by `fluentpay certificates download`");
        }
        return settings.apply(FluentPay.builder().profile(profile).application("fluentpay-cli"))
                .build();
    }

    /** Whose signature was verified, in words. */
    static String signer(Reply reply) {
        return reply.signedBy() == null ? "unsigned, as documented" : "signed by " + reply.signedBy();
    }

    /**
     * The stable form of a reply for {@code --output json}: {@code body} if it is JSON, {@code text} if it is other text,
     * else {@code base64}.
     */
    static JsonObject asJson(Reply reply) {
        JsonObject.Builder json = head(reply);
        if (isJson(reply)) {
            return json.put("body", reply.json()).build();
        }
        byte[] bytes = reply.bytes();
        String text = PlainText.of(bytes);
        return (text == null ? json.put("base64", Base64.getEncoder().encodeToString(bytes)) : json.put("text", text))
                .build();
    }

    /** The fields in front of the body. */
    static JsonObject.Builder head(Reply reply) {
        return JsonObject.builder()
                .put("status", reply.status())
                .putIfPresent("request_id", reply.requestId())
                .putIfPresent("signed_by", reply.signedBy());
    }

    static boolean isJson(Reply reply) {
        try {
            reply.json();
            return true;
        } catch (IllegalStateException notJson) {
            return false;
        }
    }
}
