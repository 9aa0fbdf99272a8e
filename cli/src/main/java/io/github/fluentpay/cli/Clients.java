package io.github.fluentpay.cli;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;

/** A client from a profile, and its replies for people and for scripts. */
final class Clients {

    private Clients() {}

    static WechatPayClient of(Profile profile) {
        return SettingsException.reading(() -> build(profile));
    }

    private static WechatPayClient build(Profile profile) {
        if (profile.verifyingKeys().isEmpty()) {
            throw new IllegalArgumentException(Profile.PLATFORM_SERIAL + " and " + Profile.PLATFORM_KEY
                    + " are missing in the profile: take the WeChat Pay public key from the console, or a platform"
                    + " certificate by `fluentpay certificates download`");
        }
        return WechatPayClient.builder()
                .profile(profile)
                .application("fluentpay-cli")
                .build();
    }

    /** The stable form of a reply for {@code --output json}: {@code body} if it is JSON, else {@code text}. */
    static JsonObject asJson(Reply reply) {
        JsonObject.Builder json = JsonObject.builder()
                .put("status", reply.status())
                .putIfPresent("request_id", reply.requestId())
                .put("signed_by", reply.signedBy());
        try {
            json.put("body", reply.json());
        } catch (IllegalStateException notJson) {
            json.put("text", reply.text());
        }
        return json.build();
    }
}
