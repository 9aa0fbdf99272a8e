package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.protocol.ValidationException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A URL that a reply gave is signed and sent as it is, and goes to nobody but the platform. */
class DownloadTest {

    private static final byte[] BILL = "交易时间,公众账号ID\n`2026-11-23\n".getBytes(StandardCharsets.UTF_8);
    private static final EndpointDirectory BILLS = new EndpointDirectory() {
        @Override
        public @Nullable EndpointFacts find(String verb, String path) {
            return path.equals("v3/billdownload/file")
                    ? EndpointFacts.of("GET v3/billdownload/file").unsigned()
                    : null;
        }

        @Override
        public Optional<String> nearest(String path) {
            return Optional.empty();
        }
    };
    private static final List<BaseUrl> PLATFORM = List.of(BaseUrl.of(URI.create("https://api.mch.weixin.qq.com")));

    private TestPlatform platform;
    private WechatPayClient pay;

    @BeforeEach
    void start() throws Exception {
        platform = new TestPlatform();
        platform.answer(Answer.of(200, BILL).with("Content-Type", "text/plain").unsigned());
        pay = new WechatPayClient(platform.client(), BILLS) {};
    }

    @AfterEach
    void stop() {
        pay.close();
        platform.close();
    }

    private static Reply get(Verb verb, Download download) {
        return verb == Verb.SYNC ? download.get() : Verb.result(download.getAsync());
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void mayComeWithoutAType(Verb verb) {
        platform.answer(new Answer(200, BILL, Map.of(), false, 0));

        assertThat(get(verb, pay.download(platform.url() + "/v3/billdownload/file?token=a"))
                        .bytes())
                .isEqualTo(BILL);
    }

    @ParameterizedTest
    @CsvSource({
        "SYNC, '/v3/billdownload/file?token=6XIv5TUPto7pByrTQKhd6kwvyKLG2uY2'",
        "ASYNC, '/v3/billdownload/file?token=6XIv5TUPto7pByrTQKhd6kwvyKLG2uY2'",
        "SYNC, '/v3/billdownload/file?token=a%2Fb%3D%3d+c&tartype=gzip&a=%E5%88%B8&&x'",
        "ASYNC, '/v3/billdownload/file?token=a%2Fb%3D%3d+c&tartype=gzip&a=%E5%88%B8&&x'",
        "SYNC, '/v3/billdownload/file?'",
        "SYNC, '/v3/billdownload/file'",
    })
    void goesOutExactlyAsReceived(Verb verb, String target) {
        Reply reply = get(verb, pay.download(platform.url() + target));

        TestPlatform.Received request = platform.received.get(0);
        assertThat(reply.bytes()).isEqualTo(BILL);
        assertThat(reply.signedBy()).isNull();
        assertThat(request.target()).isEqualTo(target);
        assertThat(request.isSigned(target, "")).isTrue();
        assertThat(request.headers().getFirst("Accept")).isEqualTo("*/*");
    }

    @ParameterizedTest
    @EnumSource
    void ofAnotherEndpointHasToBeSigned(Verb verb) {
        assertThatThrownBy(() -> get(verb, pay.download(platform.url() + "/v3/other?token=secret-1")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("GET v3/other")
                .hasMessageNotContaining("secret-1");
        platform.answer(Answer.of(200, BILL).with("Content-Type", "text/plain"));
        assertThat(get(verb, pay.download(platform.url() + "/v3/other?token=t")).signedBy())
                .isEqualTo(Identities.PUBLIC_KEY_ID);
    }

    /** A stand-in of the platform, such as a proxy of the caller's own, gives the platform's URLs. */
    @Test
    void ofThePlatformGoesToTheClientsOwnBaseUrl() throws Exception {
        String url = "https://api.mch.weixin.qq.com/v3/billdownload/file?token=t";
        try (WechatPayClient behindProxy =
                new WechatPayClient(platform.client().baseUrls(URI.create(platform.url() + "/wechat")), BILLS) {}) {
            behindProxy.download(url).get();
            behindProxy
                    .download(platform.url() + "/wechat/v3/billdownload/file?token=u")
                    .get();
        }
        assertThat(platform.received.get(0).target()).isEqualTo("/wechat/v3/billdownload/file?token=t");
        assertThat(platform.received.get(0).isSigned("/v3/billdownload/file?token=t", ""))
                .isTrue();
        assertThat(platform.received.get(1).target()).isEqualTo("/wechat/v3/billdownload/file?token=u");
        assertThat(platform.received.get(1).isSigned("/v3/billdownload/file?token=u", ""))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.mch.weixin.qq.com/v3/f?token=t, https://api.mch.weixin.qq.com",
        "https://api.mch.weixin.qq.com:443/v3/f?token=t, https://api.mch.weixin.qq.com",
        "HTTPS://API.mch.weixin.qq.com/v3/f?token=t, https://api.mch.weixin.qq.com",
        "https://api2.wechatpay.cn/v3/f?token=t, https://api2.wechatpay.cn",
        "https://apihk.mch.weixin.qq.com/v3/f?token=t, https://apihk.mch.weixin.qq.com",
    })
    void ofThePlatformGoesToItsHost(String url, URI origin) {
        DownloadUrl checked = DownloadUrl.of(url, PLATFORM, true);

        assertThat(checked.target()).isEqualTo("/v3/f?token=t");
        assertThat(checked.host()).isEqualTo(new BaseUrl(origin, ""));
    }

    /** PORT stands for the client's own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://evil.example/v3/f?token=secret-1 | at none of the platform's hosts",
                "https://api.mch.weixin.qq.com.evil.example/v3/f?token=secret-1 | at none of the platform's hosts",
                "https://api.mch.weixin.qq.com./v3/f?token=secret-1 | at none of the platform's hosts",
                "https://pay.weixin.qq.com/v3/f?token=secret-1 | at none of the platform's hosts",
                "http://api.mch.weixin.qq.com/v3/f?token=secret-1 | by https at its usual port only",
                "https://api.mch.weixin.qq.com:8443/v3/f?token=secret-1 | by https at its usual port only",
                "http://api.mch.weixin.qq.com:443/v3/f?token=secret-1 | by https at its usual port only",
                "https://127.0.0.1:PORT/v3/f?token=secret-1 | at none of the platform's hosts",
                "http://127.0.0.1:1/v3/f?token=secret-1 | at none of the platform's hosts",
                "http://user:secret-1@127.0.0.1:PORT/v3/f | a user in front of the host",
                "https://api.mch.weixin.qq.com@evil.example/v3/f?token=secret-1 | a user in front of the host",
                "http://127.0.0.1:PORT/v3/f?token=secret-1#part | a fragment",
                "http://127.0.0.1:PORT//x/v3/f?token=secret-1 | begins with two slashes",
                "http://127.0.0.1:PORT | it has no path",
                "http://127.0.0.1:PORT/?token=secret-1 | it has no path",
                "ftp://127.0.0.1:PORT/v3/f?token=secret-1 | does not start with https://",
                "v3/billdownload/file?token=secret-1 | a path goes into chain(…)",
                "https:///v3/f?token=secret-1 | it has no host",
                "https:v3/f | it has no host",
                "http://127.0.0.1:PORT/v3/f?token=secret-1%zz | it is no URL",
                "http://127.0.0.1:PORT/v3/f?token=secret-1 x | a blank, a line end or a character that is not ASCII",
                "http://127.0.0.1:PORT/v3/f?token=secret-1券 | a blank, a line end or a character that is not ASCII",
                "http://127.0.0.1:PORT/v3/f?token=secret-1\\x | it is no URL",
                "'' | does not start with https://",
            })
    void goesToNobodyElse(String url, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.download(
                        url.replace("PORT", Integer.toString(platform.url().getPort()))))
                .withMessageContaining(why)
                .withMessageEndingWith(". Nothing was sent")
                .withMessageNotContaining("secret-1");
        assertThat(platform.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.mch.weixin.qq.com/v3/billdownload/file?token=secret-1",
                "http://evil.example/v3/x?token=secret-1"
            })
    void theChainSaysWhichCallTakesAUrl(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.chain(url))
                .withMessageContaining("a download_url of a reply is taken as it is by download(url)")
                .withMessageNotContaining("secret-1");
    }
}
