package io.github.fluentpay.cli;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;

/** A client from a profile, and its replies for people and for scripts. */
final class Clients {

    private Clients() {}

    static WechatPayClient of(Profile profile) {
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

    /** The stable form of a reply for {@code --output json}. */
    static JsonObject asJson(Reply reply) {
        return JsonObject.builder()
                .put("status", reply.status())
                .putIfPresent("request_id", reply.requestId())
                .put("signed_by", reply.signedBy())
                .put("body", reply.json())
                .build();
    }
}
