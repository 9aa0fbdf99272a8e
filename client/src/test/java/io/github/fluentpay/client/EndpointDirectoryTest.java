package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.ValidationException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that knows something about its endpoints. */
class EndpointDirectoryTest {

    private static final Path LOG = Path.of("target/client-test.log");
    private static final EndpointFacts CURRENT = EndpointFacts.of("GET v3/x");
    private static final EndpointFacts UNSIGNED = EndpointFacts.of("GET v3/x").unsigned();

    /** Knows the endpoints it is told. */
    private static class Directory implements EndpointDirectory {

        private final Map<String, EndpointFacts> facts = new LinkedHashMap<>();
        private Optional<String> nearest = Optional.empty();

        Directory with(String endpoint, EndpointFacts known) {
            facts.put(endpoint, known);
            return this;
        }

        Directory with(String endpoint, String host) {
            return with(endpoint, EndpointFacts.of(endpoint).withHost(URI.create(host)));
        }

        @Override
        public EndpointFacts find(String verb, String path) {
            return facts.get(verb + " " + path);
        }

        @Override
        public Optional<String> nearest(String path) {
            return nearest;
        }
    }

    private static final class KnowingClient extends WechatPayClient {

        KnowingClient(ClientBuilder<?> builder, EndpointDirectory endpoints) {
            super(builder, endpoints);
        }
    }

    private static WechatPayClient client(TestPlatform platform, EndpointDirectory endpoints, URI... baseUrls) {
        return new KnowingClient(
                platform.client().baseUrls(baseUrls.length == 0 ? new URI[] {platform.url()} : baseUrls), endpoints);
    }

    /** A client with the platform's own hosts, whose requests go nowhere. */
    private static WechatPayClient offline(EndpointDirectory endpoints, List<TransportRequest> requests) {
        HttpTransport unreachable = request -> {
            requests.add(request);
            return CompletableFuture.failedFuture(new HostUnreachableException("refused", null));
        };
        return new KnowingClient(
                WechatPayClient.builder()
                        .merchant(Identities.merchant())
                        .verifyingKeys(Identities.platformKeys())
                        .retry(RetryPolicy.none())
                        .transport(unreachable),
                endpoints);
    }

    @ParameterizedTest
    @EnumSource
    void goesToTheOneHostThatServesTheEndpoint(Verb verb) {
        List<TransportRequest> requests = Collections.synchronizedList(new ArrayList<>());
        Directory directory = new Directory()
                .with("POST v3/global/refunds", "https://apihk.mch.weixin.qq.com")
                .with("POST v3/statements", "https://api.mch.weixin.qq.com/hk/")
                .with("POST v3/usual", CURRENT);
        try (WechatPayClient pay = offline(directory, requests)) {
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/global/refunds")));
            assertThatThrownBy(() -> verb.post(pay.chain("/v3/statements"))).isInstanceOf(TransportException.class);
            assertThatThrownBy(() -> verb.post(pay.chain("v3/usual"))).isInstanceOf(TransportException.class);

            assertThat(failure)
                    .hasMessage("POST v3/global/refunds at https://apihk.mch.weixin.qq.com: no connection: refused."
                            + " Nothing was sent. Next: check the base URL, the network and any proxy");
            assertThat(requests)
                    .extracting(request -> request.origin() + request.target())
                    .containsExactly(
                            "https://apihk.mch.weixin.qq.com/v3/global/refunds",
                            "https://api.mch.weixin.qq.com/hk/v3/statements",
                            "https://api.mch.weixin.qq.com/v3/usual",
                            "https://api2.mch.weixin.qq.com/v3/usual");
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesToTheUsersHostWithThePathOfTheEndpoints(Verb verb) throws Exception {
        Directory directory = new Directory().with("GET v3/statements/{day}", "https://api.mch.weixin.qq.com/hk/");
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform, directory);
                WechatPayClient behindProxy = client(platform, directory, URI.create(platform.url() + "/wechat"))) {
            verb.get(pay.chain("v3/statements/{day}").path("day", "a b").query("q", 1));
            verb.get(behindProxy.chain("v3/statements/{day}").path("day", "1"));

            TestPlatform.Received direct = platform.received.get(0);
            TestPlatform.Received proxied = platform.received.get(1);
            assertThat(direct.target()).isEqualTo("/hk/v3/statements/a%20b?q=1");
            assertThat(direct.isSigned("/hk/v3/statements/a%20b?q=1", "")).isTrue();
            assertThat(proxied.target()).isEqualTo("/wechat/hk/v3/statements/1");
            assertThat(proxied.isSigned("/hk/v3/statements/1", "")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsThePathThatStandsForTheDocumentedOne(Verb verb) throws Exception {
        Directory directory = new Directory()
                .with(
                        "GET v3/fapiao/download",
                        EndpointFacts.of("GET v3/fapiao/download").withPath("files/fapiao"));
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform, directory)) {
            verb.get(pay.chain("v3/fapiao/download").query("token", "t"));

            assertThat(platform.received.get(0).target()).isEqualTo("/files/fapiao?token=t");
            assertThat(platform.received.get(0).isSigned("/files/fapiao?token=t", ""))
                    .isTrue();
        }
    }

    @Test
    void refusesAHostThatIsNone() {
        assertThatThrownBy(() -> EndpointFacts.of("GET v3/x").withHost(URI.create("ftp://x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The base URL ftp://x cannot be used: it must start with https:// (or http:// for a machine"
                        + " of your own)");
    }

    @ParameterizedTest
    @EnumSource
    void takesADownloadThatTheDirectoryKnowsToBeUnsigned(Verb verb) throws Exception {
        byte[] image = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xFF};
        byte[] bill = "交易时间,公众账号ID\n`2024-01-01\n".getBytes(StandardCharsets.UTF_8);
        Directory directory = new Directory().with("GET v3/billdownload/file", UNSIGNED);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform, directory)) {
            platform.answer(
                    Answer.of(200, image).with("Content-Type", "image/png").unsigned());
            Reply binary = verb.get(pay.chain("v3/billdownload/file").query("token", "t"));
            platform.answer(
                    Answer.of(200, bill).with("Content-Type", "text/plain").unsigned());
            Reply csv = verb.get(pay.chain("v3/billdownload/file").query("token", "t"));

            assertThat(binary.bytes()).isEqualTo(image);
            assertThat(binary.signedBy()).isNull();
            assertThat(csv.bytes()).isEqualTo(bill);
            assertThat(csv.text()).startsWith("交易时间");
            assertThat(platform.received.get(0).isSigned("/v3/billdownload/file?token=t", ""))
                    .isTrue();
            assertThat(platform.received.get(0).headers().getFirst("Accept")).isEqualTo("*/*");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesACallThatLacksARequiredHeader(Verb verb) throws Exception {
        Directory directory = new Directory() {
            @Override
            public List<String> requiredHeaders(EndpointFacts facts) {
                return facts.equals(CURRENT) ? List.of("Idempotency-Key") : List.of();
            }
        }.with("GET v3/x", CURRENT).with("GET v3/y", EndpointFacts.of("GET v3/y"));
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform, directory)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> verb.get(pay.chain("v3/x")))
                    .withMessage("GET v3/x requires the header Idempotency-Key, which is not set; add"
                            + " .header(\"Idempotency-Key\", …) in front of the verb. Nothing was sent");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> verb.get(pay.chain("v3/x").header("Idempotency-Key", " ")))
                    .withMessageContaining("which is blank");
            assertThat(platform.received).isEmpty();

            verb.get(pay.chain("v3/x").header("idempotency-key", "k-1"));
            verb.get(pay.chain("v3/y"));
            assertThat(platform.received.get(0).headers().getFirst("Idempotency-Key"))
                    .isEqualTo("k-1");
            assertThat(platform.received).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void verifiesASignatureThatIsThereAllTheSame(Verb verb) throws Exception {
        Directory directory = new Directory().with("GET v3/file", UNSIGNED);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform, directory)) {
            Reply signed = verb.get(pay.chain("v3/file"));
            platform.answer(Answer.json(200, "{}").with("Wechatpay-Nonce", "another"));
            ValidationException wrong =
                    catchThrowableOfType(ValidationException.class, () -> verb.get(pay.chain("v3/file")));
            platform.answer(Answer.json(200, "{}").with("Wechatpay-Timestamp", ""));
            ValidationException incomplete =
                    catchThrowableOfType(ValidationException.class, () -> verb.get(pay.chain("v3/file")));

            assertThat(signed.signedBy()).isEqualTo(Identities.PUBLIC_KEY_ID);
            assertThat(wrong.reason()).isEqualTo(Refusal.Reason.WRONG_SIGNATURE);
            assertThat(incomplete.reason()).isEqualTo(Refusal.Reason.MISSING_HEADER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnUnsignedReplyOfAnyOtherEndpoint(Verb verb) throws Exception {
        Directory directory = new Directory().with("GET v3/file", UNSIGNED).with("POST v3/file", CURRENT);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform, directory)) {
            platform.answer(Answer.json(200, "{}").unsigned());

            assertThatThrownBy(() -> verb.post(pay.chain("v3/file"))).isInstanceOf(ValidationException.class);
            assertThatThrownBy(() -> verb.get(pay.chain("v3/unknown"))).isInstanceOf(ValidationException.class);
            platform.answer(Answer.json(404, "{\"code\":\"NOT_FOUND\"}").unsigned());
            assertThatThrownBy(() -> verb.get(pay.chain("v3/file"))).isInstanceOf(ServiceException.class);
        }
    }

    @Test
    void warnsOfADeprecatedEndpointOnceAClient() throws Exception {
        String clause = "superseded since 2025-01-15, use v3/new";
        EndpointDirectory directory = new EndpointDirectory() {
            @Override
            public EndpointFacts find(String verb, String path) {
                return path.startsWith("v3/old")
                        ? EndpointFacts.of(verb + " v3/old/{id}")
                                .withDeprecation(verb + " v3/old/{id} is deprecated: " + clause)
                        : CURRENT;
            }

            @Override
            public Optional<String> nearest(String path) {
                throw new AssertionError("the path is known");
            }
        };
        try (TestPlatform platform = new TestPlatform()) {
            List<String> lines = logged(() -> {
                try (WechatPayClient first = client(platform, directory);
                        WechatPayClient second = client(platform, directory)) {
                    for (Verb verb : Verb.values()) {
                        verb.get(first.chain("v3/old/{id}").path("id", "1"));
                        verb.get(first.chain("v3/old/2"));
                        verb.post(first.get("v3/old/{id}").path("id", "1"));
                        verb.get(first.chain("v3/new"));
                    }
                    second.chain("v3/old/3").get();
                }
            });

            assertThat(lines)
                    .filteredOn(line -> line.contains("WARN"))
                    .extracting(line -> line.substring(line.indexOf(" - ") + 3))
                    .containsExactly(
                            "GET v3/old/{id} is deprecated: " + clause,
                            "POST v3/old/{id} is deprecated: " + clause,
                            "GET v3/old/{id} is deprecated: " + clause);
        }
    }

    @Test
    void hintsAtTheNearestPathOfAnUnknownOne() throws Exception {
        Directory directory = new Directory();
        directory.nearest = Optional.of("v3/refund/domestic/refunds");
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform, directory)) {
            List<String> lines = logged(() -> {
                pay.chain("v3/refund/domestic/refund").post("{}");
                pay.chain("v3/refund/domestic/refunds").put("{}");
            });

            assertThat(lines)
                    .filteredOn(line -> line.contains("documented"))
                    .extracting(line -> line.substring(line.indexOf("DEBUG")))
                    .containsExactly(
                            "DEBUG io.github.fluentpay.client.WechatPayClient - v3/refund/domestic/refund is not a"
                                    + " documented path; the nearest is v3/refund/domestic/refunds",
                            "DEBUG io.github.fluentpay.client.WechatPayClient - v3/refund/domestic/refunds is a"
                                    + " documented path, but not with PUT");
        }
    }

    @Test
    void knowsAPathOfApiV2WithoutItsPrefix() {
        List<TransportRequest> requests = new ArrayList<>();
        Directory directory = new Directory().with("POST v2/pay/unifiedorder", CURRENT);
        try (WechatPayClient pay = offline(directory, requests)) {
            assertThatThrownBy(() -> pay.chain("pay/unifiedorder").post("{}"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("POST pay/unifiedorder is an APIv2 call");
            assertThat(requests).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesThePlatformsHostsInAnyOrder(Verb verb) {
        List<TransportRequest> requests = Collections.synchronizedList(new ArrayList<>());
        Directory directory = new Directory().with("POST v3/global/refunds", "https://apihk.mch.weixin.qq.com");
        HttpTransport unreachable = request -> {
            requests.add(request);
            return CompletableFuture.failedFuture(new HostUnreachableException("refused", null));
        };
        try (WechatPayClient pay = new KnowingClient(
                WechatPayClient.builder()
                        .merchant(Identities.merchant())
                        .verifyingKeys(Identities.platformKeys())
                        .baseUrls(URI.create("https://api2.mch.weixin.qq.com"))
                        .retry(RetryPolicy.none())
                        .transport(unreachable),
                directory)) {
            assertThatThrownBy(() -> verb.post(pay.chain("v3/global/refunds"))).isInstanceOf(TransportException.class);
            assertThat(requests)
                    .extracting(TransportRequest::origin)
                    .containsExactly(URI.create("https://apihk.mch.weixin.qq.com"));
        }
    }

    @Test
    void refusesAPathOfApiV2AtTheVerb() {
        List<TransportRequest> requests = new ArrayList<>();
        try (WechatPayClient pay = offline(new Directory(), requests)) {
            Chain chain = pay.chain("v2/pay/{x}");
            JsonObject json = JsonObject.of("a", 1);
            Map<String, ThrowingCallable> verbs = new LinkedHashMap<>();
            verbs.put("GET", chain::get);
            verbs.put("GET ", chain::getAsync);
            verbs.put("DELETE", chain::delete);
            verbs.put("DELETE ", () -> chain.deleteAsync(json));
            verbs.put("POST", () -> chain.post("<xml/>"));
            verbs.put("POST ", () -> chain.postAsync("<xml/>"));
            verbs.put("PUT", () -> chain.put(json));
            verbs.put("PUT ", () -> chain.putAsync(json));
            verbs.put("PATCH", () -> chain.patch(json));
            verbs.put("PATCH ", () -> chain.patchAsync(json));

            verbs.forEach((verb, call) -> assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(verb.strip() + " v2/pay/{x} is an APIv2 call: XML, signed with another key. This"
                            + " version speaks APIv3 only; nothing was sent"));
            assertThat(requests).isEmpty();
        }
    }

    private interface Calls {
        void run() throws Exception;
    }

    /** The client's own lines in the log while {@code calls} run. */
    private static List<String> logged(Calls calls) throws Exception {
        int before = log().size();
        calls.run();
        List<String> all = log();
        return all.subList(before, all.size());
    }

    private static List<String> log() throws IOException {
        return Files.exists(LOG)
                ? Files.readAllLines(LOG).stream()
                        .filter(line -> line.contains("client.WechatPayClient"))
                        .toList()
                : List.of();
    }
}
