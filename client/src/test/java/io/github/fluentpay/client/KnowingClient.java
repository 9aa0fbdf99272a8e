package io.github.fluentpay.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client to which a few endpoints are documented. */
final class KnowingClient extends WechatPayClient {

    private static final Map<String, EndpointFacts> KNOWN = Stream.of(
                    EndpointFacts.of("POST v3/return")
                            .withIdempotency(List.of("return_request_no"))
                            .withSettledBy("GET v3/coupons/{coupon_code}"),
                    EndpointFacts.of("PATCH v3/send")
                            .withIdempotency(List.of("out_request_no", "send_time"))
                            .withSettledBy("GET v3/sent"),
                    EndpointFacts.of("DELETE v3/code").withIdempotency(List.of("delete_request_no")),
                    EndpointFacts.of("POST v3/plain"),
                    EndpointFacts.of("POST v3/transfer")
                            .withSensitive(new SensitiveFields(
                                    List.of("/user_name", "/receivers/*/name", "/payer/card/number"),
                                    List.of("id_number"))),
                    EndpointFacts.of("GET v3/users/{openid}"))
            .collect(Collectors.toUnmodifiableMap(EndpointFacts::id, facts -> facts));

    KnowingClient(ClientBuilder<?> builder) {
        super(builder, new EndpointDirectory() {
            @Override
            public @Nullable EndpointFacts find(String verb, String path) {
                return KNOWN.get(verb + " " + path);
            }

            @Override
            public Optional<String> nearest(String path) {
                return Optional.empty();
            }
        });
    }
}
