package io.github.fluentpay.typed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that adds to the chain, from another package: one builder serves both. */
class SubclassTest {

    static final class TypedClient extends WechatPayClient {

        private TypedClient(ClientBuilder<?> builder) {
            super(builder);
        }

        public static ClientBuilder<TypedClient> builder() {
            return new ClientBuilder<>(TypedClient::new);
        }

        @Override
        public ClientBuilder<TypedClient> toBuilder() {
            return toBuilder(TypedClient::new);
        }
    }

    @Test
    void hasABuilderOfItsOwnType() {
        Merchant merchant = new Merchant("1900000001", "ABC123", message -> new byte[256]);
        try (TypedClient first = TypedClient.builder()
                        .merchant(merchant)
                        .verifyingKeys(VerifyingKeys.none())
                        .build();
                TypedClient derived =
                        first.toBuilder().callTimeout(Duration.ofSeconds(1)).build();
                WechatPayClient base = WechatPayClient.builder()
                        .merchant(merchant)
                        .verifyingKeys(VerifyingKeys.none())
                        .build();
                WechatPayClient fromBase = base.toBuilder().build()) {
            assertThat(derived).isNotSameAs(first);
            assertThat(fromBase).isExactlyInstanceOf(WechatPayClient.class);
            assertThat(((WechatPayClient) derived).toBuilder().build()).isInstanceOf(TypedClient.class);
        }
    }
}
