package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Brand;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.Signer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What policies, builder and paths say of values that cannot be: the whole message, which names value and range. */
class RefusedArgumentsTest {

    record Misuse(ThrowingCallable what, Class<? extends RuntimeException> type, String message) {

        static Misuse argument(ThrowingCallable what, String message) {
            return new Misuse(what, IllegalArgumentException.class, message);
        }

        static Misuse state(ThrowingCallable what, String message) {
            return new Misuse(what, IllegalStateException.class, message);
        }

        @Override
        public String toString() {
            return message;
        }
    }

    private static RetryPolicy retry() {
        return RetryPolicy.ofDefaults();
    }

    static Stream<Misuse> policies() {
        return Stream.of(
                Misuse.argument(() -> retry().withAttempts(0), "attempts is 0; it is from 1, no retry, to 20"),
                Misuse.argument(() -> retry().withAttempts(21), "attempts is 21; it is from 1, no retry, to 20"),
                Misuse.argument(
                        () -> retry().withDelay(Duration.ZERO), "delay is PT0S; it is positive and at most an hour"),
                Misuse.argument(
                        () -> retry().withDelay(Duration.ofSeconds(-1)),
                        "delay is PT-1S; it is positive and at most an hour"),
                Misuse.argument(
                        () -> retry().withThrottledDelay(Duration.ofMinutes(61)),
                        "throttledDelay is PT1H1M; it is positive and at most an hour"),
                Misuse.argument(
                        () -> retry().withLongestDelay(Duration.ofHours(2)),
                        "longestDelay is PT2H; it is positive and at most an hour"),
                Misuse.argument(() -> new RetryBudget(-1, 0), "reserve is -1; it is 0 or more"),
                Misuse.argument(() -> new RetryBudget(1, -0.1), "perSuccess is -0.1; it is from 0 to 1"),
                Misuse.argument(() -> new RetryBudget(1, Double.NaN), "perSuccess is NaN; it is from 0 to 1"),
                Misuse.argument(
                        () -> RateLimits.ofDefaults().with("GET v3/x", 0, Duration.ofSeconds(1)),
                        "requests is 0; at least 1 is needed"),
                Misuse.argument(
                        () -> RateLimits.none().withTotal(1, Duration.ofNanos(1)),
                        "per is PT0.000000001S; it is from a millisecond to a day"),
                Misuse.argument(
                        () -> new RateLimit(1, Duration.ofDays(2)), "per is PT48H; it is from a millisecond to a day"));
    }

    static Stream<Misuse> settings() {
        return Stream.of(
                Misuse.argument(
                        () -> WechatPayClient.builder().connectTimeout(Duration.ZERO),
                        "connectTimeout is PT0S; more than zero and at most one day is needed"),
                Misuse.argument(
                        () -> WechatPayClient.builder().responseTimeout(Duration.ofDays(2)),
                        "responseTimeout is PT48H; more than zero and at most one day is needed"),
                Misuse.argument(
                        () -> WechatPayClient.builder().baseUrls(URI.create("ftp://host")),
                        "The base URL ftp://host cannot be used: it must start with https:// (or http:// for a machine of"
                                + " your own)"),
                Misuse.argument(
                        () -> WechatPayClient.builder().baseUrls(URI.create("https:///v3")),
                        "The base URL (a value of 11 characters) cannot be used: it has no host"),
                Misuse.argument(
                        () -> WechatPayClient.builder().baseUrls(URI.create("https://host?x=1")),
                        "The base URL (a URL with a user, a query, a fragment or a long path, 16 characters) cannot be used: it"
                                + " must not have a query, a fragment or a user"),
                Misuse.argument(
                        () -> ProxySettings.of(" ", 1),
                        "The proxy's host is not a name or an address, but a value of 1 character; user and password have"
                                + " arguments of their own"),
                Misuse.argument(
                        () -> ProxySettings.of("http://me:secret@proxy.example", 1),
                        "The proxy's host is not a name or an address, but a URL with a user, a query, a fragment or a long"
                                + " path, 30 characters; user and password have arguments of their own"),
                Misuse.argument(
                        () -> ProxySettings.of("host", 65536), "The proxy's port is 65536; it is from 1 to 65535"),
                Misuse.argument(
                        () -> new ProxySettings("host", 1, "me", null),
                        "The proxy needs both user and password, or neither"),
                Misuse.state(
                        () -> WechatPayClient.builder()
                                .merchant(Identities.merchant())
                                .keyMode(KeyMode.certificates())
                                .build(),
                        "The APIv3 key is missing: apiV3Key(ApiV3Key.of(…)) of the builder; the platform certificates,"
                                + " which are to be downloaded, are encrypted with it"));
    }

    static Stream<Misuse> paths() {
        return Stream.of(
                path("", "The path is empty; it looks like v3/marketing/busifavor/stocks"),
                path("/", "The path is empty; it looks like v3/marketing/busifavor/stocks"),
                path(
                        "https://api.mch.weixin.qq.com/v3/x",
                        "\"https://api.mch.weixin.qq.com/v3/x\" is a URL; a download_url of a reply is taken as it is by"
                                + " download(url), else give the path only, v3/…, and the host by baseUrls(…) of the builder"),
                path("v3//x", "The path \"v3//x\" has an empty segment: two slashes in a row"),
                path("v3/../x", "The path \"v3/../x\" has the segment \"..\""),
                path("v3/x/.", "The path \"v3/x/.\" has the segment \".\""),
                path("v3/{x", "The path \"v3/{x\" has a brace at index 3 that is not a {placeholder}"),
                path("v3/{}", "The path \"v3/{}\" has a brace at index 3 that is not a {placeholder}"),
                path("v3/x}", "The path \"v3/x}\" cannot have '}' at index 4: a placeholder is {name}"),
                path(
                        "v3/%2F",
                        "The path \"v3/%2F\" cannot have '%' at index 3: write {name} there and pass the raw value by"
                                + " .path(name, value), which encodes it"),
                path(
                        "v3/券",
                        "The path \"v3/券\" cannot have '券' at index 3: a literal path has letters, digits and - . _ ~"
                                + " only; values go into .path(name, value)"));
    }

    private static Misuse path(String path, String message) {
        return Misuse.argument(
                () -> {
                    try (WechatPayClient pay = complete().build()) {
                        pay.chain(path);
                    }
                },
                message);
    }

    static Stream<Misuse> clients() {
        return Stream.of(
                client(
                        complete(),
                        pay -> pay.chain("brand/marketing/x").get(),
                        "GET brand/marketing/x is signed by a brand, and the client has none: brand(Brand.of(…)) of the"
                                + " builder"),
                client(
                        WechatPayClient.builder()
                                .brand(new Brand("1000", "A1", new RemoteSigner()))
                                .verifyingKeys(Identities.platformKeys()),
                        pay -> pay.chain("v3/x").get(),
                        "GET v3/x is signed by a merchant, and the client has none: merchant(Merchant.of(…)) of the"
                                + " builder"),
                client(
                        complete(),
                        pay -> pay.notifications(event -> event),
                        "The APIv3 key is missing: apiV3Key(ApiV3Key.of(…)) of the builder; notifications are encrypted"
                                + " with it"),
                client(
                        complete(),
                        WechatPayClient::downloadCertificates,
                        "The APIv3 key is missing: apiV3Key(ApiV3Key.of(…)) of the builder; the platform certificates are"
                                + " encrypted with it"),
                client(
                        complete().merchant(new Merchant("1900000001", "A1", new RemoteSigner())),
                        pay -> pay.decrypt(JsonObject.of("name", "AAAA"), List.of("/name")),
                        "Sensitive fields are opened with the merchant's private key, and this merchant signs with a "
                                + RemoteSigner.class.getName()
                                + ", which does not hand it out: open them where the key is, by RSA-OAEP with SHA-1, or make"
                                + " the merchant with a MerchantKey"));
    }

    /** As one that asks a hardware module. */
    private static final class RemoteSigner implements Signer {

        @Override
        public byte[] sign(byte[] message) {
            return new byte[256];
        }
    }

    private interface Use {
        Object of(WechatPayClient pay);
    }

    private static Misuse client(ClientBuilder<? extends WechatPayClient> builder, Use use, String message) {
        return Misuse.state(
                () -> {
                    try (WechatPayClient pay = builder.build()) {
                        use.of(pay);
                    }
                },
                message);
    }

    private static ClientBuilder<? extends WechatPayClient> complete() {
        return WechatPayClient.builder()
                .merchant(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .baseUrls(URI.create("http://127.0.0.1:1"));
    }

    @ParameterizedTest
    @MethodSource({"policies", "settings", "paths", "clients"})
    void saysWhatIsWrong(Misuse misuse) {
        assertThatThrownBy(misuse.what()).isInstanceOf(misuse.type()).hasMessage(misuse.message());
    }
}
