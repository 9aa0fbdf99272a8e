package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;

/** A client from a profile, and its replies for people and for scripts. */
final class Clients {

    private Clients() {}

    static FluentPay of(Profile profile) {
        return SettingsException.reading(() -> build(profile));
    }

    private static FluentPay build(Profile profile) {
        if (profile.verifyingKeys().isEmpty()) {
            throw new IllegalArgumentException(Profile.PLATFORM_SERIAL + " and " + Profile.PLATFORM_KEY
                    + " are missing in the profile: take the WeChat Pay public key from the console, or a platform"
                    + " certificate by `fluentpay certificates download`");
        }
        return FluentPay.builder().profile(profile).application("fluentpay-cli").build();
    }

    /** Whose signature was verified, in words. */
    static String signer(Reply reply) {
        return reply.signedBy() == null ? "unsigned, as documented" : "signed by " + reply.signedBy();
    }

    /** The stable form of a reply for {@code --output json}: {@code body} if it is JSON, else {@code text}. */
    static JsonObject asJson(Reply reply) {
        JsonObject.Builder json = JsonObject.builder()
                .put("status", reply.status())
                .putIfPresent("request_id", reply.requestId())
                .putIfPresent("signed_by", reply.signedBy());
        try {
            json.put("body", reply.json());
        } catch (IllegalStateException notJson) {
            json.put("text", reply.text());
        }
        return json.build();
    }
}
