package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.Authorization;
import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.Signer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake here is really made: the signature is a proper one of the wrong text, or by the wrong key. */
class SignatureDiagnosisTest {

    private static final String PATH = "/v3/marketing/busifavor/coupons/return";
    private static final String BODY =
            "{\"stock_id\":\"1234567891\",\"coupon_code\":\"券/1\",\"return_request_no\":\"1\"}";
    private static final String LIST =
            "/v3/marketing/busifavor/users/o%2F1%20%E4%B8%AD/coupons?appid=wxd678efh567hg6787";
    private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";

    private static LocalPay localPay;
    private static Merchant merchant;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
        merchant = localPay.merchant();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    private final String seconds = Long.toString(Instant.now().getEpochSecond());

    @Test
    void namesCarriageReturns() {
        assertDiagnosis(posted("POST\r\n" + PATH + "\r\n" + seconds + "\r\n" + NONCE + "\r\n" + BODY + "\r\n"))
                .isEqualTo("the lines end with carriage return and line feed (\\r\\n). End each with a line feed (\\n)"
                        + " alone.");
    }

    @Test
    void namesABackslashInPlaceOfALineFeed() {
        assertDiagnosis(posted(lines("POST", PATH, seconds, BODY).replace("\n", "\\n")))
                .startsWith("the lines end with a backslash and the letter n.");
    }

    @Test
    void namesAMissingLastLineFeed() {
        assertDiagnosis(posted("POST\n" + PATH + "\n" + seconds + "\n" + NONCE + "\n" + BODY))
                .startsWith("the line feed after the last line is missing.");
    }

    @Test
    void namesAMissingQuery() {
        assertDiagnosis(got(lines("GET", LIST.substring(0, LIST.indexOf('?')), seconds, "")))
                .isEqualTo("the query was left out of the signed URL. Sign path and query, from the slash to the end.");
    }

    @Test
    void namesAPathThatIsNotEncoded() {
        assertDiagnosis(got(lines(
                        "GET", "/v3/marketing/busifavor/users/o/1 中/coupons?appid=wxd678efh567hg6787", seconds, "")))
                .startsWith("the signed URL is not percent-encoded.");
    }

    @Test
    void namesPlaceholders() {
        assertDiagnosis(got(lines("GET", "/v3/marketing/busifavor/users/{openid}/coupons", seconds, "")))
                .startsWith(
                        "the path was signed with its placeholders (/v3/marketing/busifavor/users/{openid}/coupons)");
    }

    @Test
    void namesTheHost() {
        assertDiagnosis(posted(lines("POST", localPay.baseUrl() + PATH, seconds, BODY)))
                .startsWith("scheme or host is part of the signed URL.");
    }

    @Test
    void namesTheLowerCaseMethod() {
        assertDiagnosis(posted(lines("post", PATH, seconds, BODY)))
                .isEqualTo("the method is in lower case. Sign it in upper case.");
    }

    @Test
    void namesMilliseconds() {
        assertDiagnosis(posted(lines("POST", PATH, seconds + "042", BODY)))
                .startsWith("the signed timestamp is in milliseconds.");
    }

    @Test
    void namesAClockThatWasReadTwice() {
        assertDiagnosis(posted(lines("POST", PATH, Long.toString(Long.parseLong(seconds) - 1), BODY)))
                .startsWith("the signed timestamp is not the one in the header");
    }

    @Test
    void namesABodyWithOtherSpacing() {
        assertDiagnosis(posted(lines(
                        "POST", PATH, seconds, BODY.replace("\":\"", "\": \"").replace("\",\"", "\", \""))))
                .isEqualTo("the signed body is not the sent body: it was written as JSON a second time (with spaces"
                        + " after commas and colons). Serialise once, then sign and send the same bytes.");
    }

    @Test
    void namesAPrettyPrintedBody() {
        String pretty =
                "{\n  \"stock_id\" : \"1234567891\",\n  \"coupon_code\" : \"券/1\",\n  \"return_request_no\" : \"1\"\n}";

        assertDiagnosis(posted(lines("POST", PATH, seconds, pretty))).contains("pretty-printed with 2 spaces");
    }

    @Test
    void namesSortedKeys() {
        String sorted = "{\"coupon_code\":\"券/1\",\"return_request_no\":\"1\",\"stock_id\":\"1234567891\"}";

        assertDiagnosis(posted(lines("POST", PATH, seconds, sorted))).contains("(keys sorted, without white space)");
    }

    @Test
    void namesAnotherKeyOrder() {
        String other = "{\"return_request_no\":\"1\",\"coupon_code\":\"券/1\",\"stock_id\":\"1234567891\"}";

        assertDiagnosis(posted(lines("POST", PATH, seconds, other)))
                .contains("(keys in another order, without white space)");
    }

    @Test
    void namesEscapesThatTheSentBodyDoesNotHave() {
        String escaped = BODY.replace("券", "\\u5238").replace("/1", "\\/1");

        assertDiagnosis(posted(lines("POST", PATH, seconds, escaped)))
                .contains("characters beyond ASCII as \\u escapes, slashes as \\/");
    }

    @Test
    void namesABodyThatWasLeftOut() {
        assertDiagnosis(posted(lines("POST", PATH, seconds, ""))).startsWith("the body was left out");
    }

    @Test
    void namesTwoMistakesAtOnce() {
        assertDiagnosis(posted(lines("post", PATH, seconds, BODY).stripTrailing()))
                .contains("line feed after the last line is missing", " Besides, the method is in lower case.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v3/marketing/busifavor/users/o/1 中/coupons|the query was left out;not percent-encoded",
                "/v3/marketing/busifavor/users/o/1 中/coupons?appid=wxd678efh567hg6787|not percent-encoded",
                "/v3/marketing/busifavor/users/{openid}/coupons?appid=wxd678efh567hg6787|with its placeholders",
                "/v3/marketing/busifavor/users/{openid}/coupons|with its placeholders;the query was left out",
                "https://api.mch.weixin.qq.com/v3/marketing/busifavor/users/o%2F1%20%E4%B8%AD/coupons|scheme or host;the"
                        + " query was left out",
                "api2.mch.weixin.qq.com/v3/marketing/busifavor/users/o%2F1%20%E4%B8%AD/coupons?appid=wxd678efh567hg6787"
                        + "|scheme or host",
                "https://api.wechatpay.cn/v3/marketing/busifavor/users/o%2F1%20%E4%B8%AD/coupons"
                        + "?appid=wxd678efh567hg6787|scheme or host",
                "/v3/marketing/busifavor/users/o%2f1%20%e4%b8%ad/coupons?appid=wxd678efh567hg6787|in lower case (%2f)",
                "/v3/marketing/busifavor/users/o%2F1+%E4%B8%AD/coupons?appid=wxd678efh567hg6787|a space is signed as +"
            })
    void namesWhatIsWrongWithTheUrl(String signed, String mistakes) {
        assertDiagnosis(got(lines("GET", signed, seconds, ""))).contains(mistakes.split(";"));
        assertDiagnosis(got(lines("get", signed, seconds, ""))).contains(mistakes.split(";"));
        assertDiagnosis(got(lines("GET", signed, seconds, "null"))).contains(mistakes.split(";"));
    }

    @Test
    void namesAQueryInAnotherOrder() {
        assertDiagnosis(send(
                        "GET",
                        PATH + "?b=%2F&a=2",
                        "",
                        merchant.signer(),
                        lines("GET", PATH + "?a=2&b=%2F", seconds, ""),
                        seconds))
                .startsWith("the query's parameters are signed in another order.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}"})
    void namesAWordSignedForNoBody(String word) {
        assertDiagnosis(got(lines("GET", LIST, seconds, word))).startsWith("the text " + word + " was signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void namesALineEndThatWasNotSent(String end) {
        assertDiagnosis(posted(lines("POST", PATH, seconds, BODY + end)))
                .startsWith("the signed body ends with a line end that was not sent.");
    }

    @Test
    void namesABodySignedInGbk() {
        byte[] head = bytes("POST\n" + PATH + "\n" + seconds + "\n" + NONCE + "\n");
        byte[] body = BODY.getBytes(Charset.forName("GBK"));
        byte[] signed = Arrays.copyOf(head, head.length + body.length + 1);
        System.arraycopy(body, 0, signed, head.length, body.length);
        signed[signed.length - 1] = '\n';

        assertDiagnosis(signedBy(message -> merchant.signer().sign(signed))).startsWith("the signed body is in GBK");
    }

    private static String large(int length) {
        return "{\"stock_id\":\"1234567891\",\"b\":\"<\u4e2d>\",\"a\":\"" + "x".repeat(length) + "\"}";
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 460, 60_000, 1_048_000})
    void namesMillisecondsOfEveryBody(int length) {
        String body = large(length);

        assertDiagnosis(sent(body, lines("POST", PATH, seconds + "999", body)))
                .startsWith("the signed timestamp is in milliseconds.");
        assertDiagnosis(sent(body, lines("POST", PATH, seconds + "999", "")))
                .startsWith("the signed timestamp is in milliseconds.")
                .contains(" Besides, the body was left out");
    }

    @Test
    void namesMillisecondsWithAnyOtherMistake() {
        String body = large(460);
        String millis = seconds + "999";

        assertDiagnosis(sent(body, lines("post", PATH, millis, body))).contains("milliseconds", "lower case");
        assertDiagnosis(sent(body, lines("POST", PATH, millis, body).stripTrailing()))
                .contains("milliseconds", "line feed after the last line");
        assertDiagnosis(sent(body, lines("POST", "https://api.mch.weixin.qq.com" + PATH, millis, body)))
                .contains("milliseconds", "scheme or host");
        assertDiagnosis(sent(
                        body,
                        lines("POST", PATH, millis, body.replace(":", ": ").replace("\",\"", "\", \""))))
                .contains("milliseconds", "with spaces after commas and colons");
        assertDiagnosis(got(lines("GET", LIST.substring(0, LIST.indexOf('?')), millis, "")))
                .contains("milliseconds", "the query was left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"d\":\"<&>='\",\"c\":1,\"b\":2,\"a\":{\"y\":1,\"x\":\"/\"}}"
                        + "|{\"d\":\"\\u003c\\u0026\\u003e='\",\"c\":1,\"b\":2,\"a\":{\"y\":1,\"x\":\"/\"}}|as Go",
                "{\"d\":\"<&>=x\",\"c\":1,\"b\":2,\"a\":{\"y\":1,\"x\":\"/\"}}"
                        + "|{\"d\":\"\\u003c\\u0026\\u003e\\u003dx\",\"c\":1,\"b\":2,\"a\":{\"y\":1,\"x\":\"/\"}}|as Gson",
                "{\"d\":1,\"c\":{\"y\":1,\"x\":2},\"a\":3}|{\"a\":3,\"c\":{\"x\":2,\"y\":1},\"d\":1}|keys sorted",
                "{\"a\":1,\"c\":{\"x\":1,\"y\":2},\"b\":3}|{\"b\":3,\"c\":{\"y\":2,\"x\":1},\"a\":1}|keys in another order",
                "{\"stock_type\":\"N\",\"g1\":1,\"comment\":\"c\",\"goods_name\":\"g\",\"stock_name\":\"s\",\"subsidy\":true,"
                        + "\"out_request_no\":\"1\"}|{\"stock_name\":\"s\",\"comment\":\"c\",\"goods_name\":\"g\","
                        + "\"stock_type\":\"N\",\"out_request_no\":\"1\",\"subsidy\":true,\"g1\":1}|documented order",
                "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6}|{\"b\":2,\"a\":1,\"f\":6,\"d\":4,\"e\":5,\"c\":3}"
                        + "|keys in another order"
            },
            quoteCharacter = '~')
    void namesABodyWrittenTwice(String body, String signed, String how) {
        assertDiagnosis(sent(body, lines("POST", PATH, seconds, signed))).contains(how);
        assertDiagnosis(sent(body, lines("post", PATH, seconds, signed))).contains(how, "lower case");
    }

    @Test
    void namesThreeMistakesAtOnce() {
        String sorted = "{\"coupon_code\":\"券/1\",\"return_request_no\":\"1\",\"stock_id\":\"1234567891\"}";

        assertDiagnosis(posted(lines("post", localPay.baseUrl() + PATH, seconds, sorted)))
                .contains("lower case", "scheme or host", "keys sorted");
    }

    @Test
    void answersWhenManyUnknownTextsCome() throws Exception {
        List<CompletableFuture<TestCaller.Answer>> answers = new ArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            String body = large(1_048_000);
            for (int i = 0; i < 8; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> sent(body, "something else"), callers));
            }
            for (CompletableFuture<TestCaller.Answer> answer : answers) {
                assertThat(answer.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
                                .json()
                                .object("detail")
                                .string("issue"))
                        .containsAnyOf("the key is right, but another text was signed", "LocalPay is busy");
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void namesAnotherMerchantsKey() {
        Profile other = localPay.addMerchant("1900000002");

        assertDiagnosis(signedBy(other.merchant().signer()))
                .isEqualTo("it was signed with another merchant's key (1900000002). Use the private key that belongs to"
                        + " merchant 1900000001 and certificate " + merchant.serialNumber() + ".");
    }

    @Test
    void namesThePlatformsKey(@TempDir Path folder) {
        // Nobody is given the platform's private key, but a data folder has it.
        try (LocalPay kept = LocalPay.builder().data(folder.resolve("data")).start()) {
            MerchantKey platformKey =
                    MerchantKey.read(KeySource.path(folder.resolve("data/platform/pub_key_private.pem")));
            Merchant confused = new Merchant("1900000001", kept.merchant().serialNumber(), platformKey);

            TestCaller.Answer answer = new TestCaller(
                            new Profile(
                                    confused,
                                    null,
                                    kept.platformKeys(),
                                    kept.profile().baseUrls()),
                            Clock.systemUTC())
                    .send("POST", PATH, BODY);

            assertThat(answer.message())
                    .isEqualTo("The signature does not hold: it was signed with the platform's key. Sign requests with"
                            + " the merchant's private key, apiclient_key.pem.");
        }
    }

    @Test
    void namesAnUnknownKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);

        assertDiagnosis(signedBy(MerchantKey.of(generator.generateKeyPair().getPrivate())))
                .startsWith("it was not made with the private key of merchant 1900000001");
    }

    @Test
    void namesAnotherAlgorithm() {
        PrivateKey key = localPay.credentials().merchantPrivateKey();

        assertDiagnosis(signedBy(message -> {
                    try {
                        Signature engine = Signature.getInstance("SHA1withRSA");
                        engine.initSign(key);
                        engine.update(message);
                        return engine.sign();
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isEqualTo("the key is right, but the algorithm is SHA1withRSA. Use SHA256withRSA.");
    }

    @Test
    void saysWhenTheKeyIsRightAndTheTextUnknown() {
        assertDiagnosis(posted("something else")).startsWith("the key is right, but another text was signed");
    }

    @Test
    void showsTheExpectedAndTheSignedString() {
        TestCaller.Answer answer = posted(lines("post", PATH, seconds, BODY));

        assertThat(answer.json().object("detail").string("location")).isEqualTo("authorization");
        assertThat(answer.json().object("detail").string("string_to_sign"))
                .isEqualTo(lines("POST", PATH, seconds, BODY));
        assertThat(answer.json().object("detail").string("string_that_was_signed"))
                .isEqualTo(lines("post", PATH, seconds, BODY));
        assertThat(answer.message()).doesNotContain("coupon_code");
    }

    @Test
    void namesATimestampInMillisecondsInTheHeader() {
        assertThat(send(
                                "POST",
                                PATH,
                                BODY,
                                merchant.signer(),
                                lines("POST", PATH, seconds + "000", BODY),
                                seconds + "000")
                        .message())
                .isEqualTo("The timestamp is in milliseconds; it must be in seconds, 10 digits");
    }

    @Test
    void saysHowFarTheClockIsOff() {
        String late = Long.toString(Instant.now().getEpochSecond() - 1000);
        String early = Long.toString(Instant.now().getEpochSecond() + 1000);

        assertThat(send("POST", PATH, BODY, merchant.signer(), lines("POST", PATH, late, BODY), late)
                        .message())
                .containsPattern("The timestamp is 100\\d seconds behind LocalPay's clock");
        assertThat(send("POST", PATH, BODY, merchant.signer(), lines("POST", PATH, early, BODY), early)
                        .message())
                .containsPattern("The timestamp is (99\\d|1000) seconds ahead of LocalPay's clock");
    }

    @Test
    void namesWhatIsWrongWithTheHeaderItself() {
        TestCaller caller = TestCaller.of(localPay);

        assertThat(caller.sendWith("a9f1 x", "GET", "/v3/certificates", new byte[0])
                        .message())
                .isEqualTo("Authorization does not use the scheme WECHATPAY2-SHA256-RSA2048");
        assertThat(header("mchid=\"1900000001\"")).isEqualTo("Authorization has no nonce_str");
        assertThat(header("mchid=\"1999999999\",nonce_str=\"n\",timestamp=\"" + seconds
                        + "\",serial_no=\"AB\",signature=\"AAAA\""))
                .startsWith("The merchant number (mchid) in Authorization is unknown; LocalPay knows 1900000001");
        assertThat(header("mchid=\"1900000001\",nonce_str=\"n\",timestamp=\"" + seconds
                        + "\",serial_no=\"AB\",signature=\"AAAA\""))
                .startsWith("The serial number (serial_no) in Authorization is unknown; the certificate of merchant");
        assertThat(header("mchid=\"1900000001\",nonce_str=\"n\",timestamp=\"" + seconds + "\",serial_no=\""
                        + localPay.credentials().platformPublicKeyId() + "\",signature=\"AAAA\""))
                .startsWith("The serial number (serial_no) in Authorization is the platform's, not the merchant's");
        assertThat(header("mchid=\"1900000001\",nonce_str=\"n\",timestamp=\"" + seconds + "\",serial_no=\""
                        + merchant.serialNumber() + "\",signature=\"*\""))
                .startsWith("The signature is not Base64");
    }

    @ParameterizedTest
    @CsvSource({
        "1999999999, AB, 0, AAAA, The merchant number",
        "1900000001, AB, 0, AAAA, The serial number",
        "1900000001, , -1000, AAAA, The timestamp is",
        "1900000001, , 0, *, The signature is not Base64",
        "1900000001, , 0, AAAA, The signature does not hold"
    })
    void showsTheExpectedStringInEveryRefusal(String mchid, String serial, int drift, String signature, String message)
            throws Exception {
        String timestamp = Long.toString(Instant.now().getEpochSecond() + drift);
        String nonce = "nonce-" + mchid + "-" + serial + "-" + drift + "-" + signature.length();
        String header = Authorization.SCHEME + " mchid=\"" + mchid + "\",nonce_str=\"" + nonce + "\",timestamp=\""
                + timestamp + "\",serial_no=\"" + (serial == null ? merchant.serialNumber() : serial)
                + "\",signature=\"" + signature + "\"";

        TestCaller.Answer answer = TestCaller.of(localPay).sendWith(header, "POST", PATH, bytes(BODY));

        String expected = "POST\n" + PATH + "\n" + timestamp + "\n" + nonce + "\n" + BODY + "\n";
        assertThat(answer.message()).startsWith(message);
        assertThat(answer.json().object("detail").string("string_to_sign")).isEqualTo(expected);
        assertThat(Files.readString(Path.of("target/local-test.log")))
                .contains(" Expected: " + JsonString.of(expected).toJson());
    }

    @Test
    void showsTheStringWithSecondsForAHeaderInMilliseconds() {
        TestCaller.Answer answer = send("POST", PATH, BODY, merchant.signer(), "any", seconds + "000");

        assertThat(answer.json().object("detail").string("string_to_sign"))
                .isEqualTo(lines("POST", PATH, seconds, BODY));
    }

    @Test
    void namesAMistakeInTheSignatureBesidesTheClock() {
        String late = Long.toString(Instant.now().getEpochSecond() - 1000);

        TestCaller.Answer answer = send("POST", PATH, BODY, merchant.signer(), lines("post", PATH, late, BODY), late);

        assertThat(answer.message())
                .startsWith("The timestamp is 100")
                .endsWith("; set the clock, or sign right before sending. Besides, the signature does not hold: the"
                        + " method is in lower case. Sign it in upper case.");
        assertThat(answer.json().object("detail").string("string_that_was_signed"))
                .isEqualTo(lines("post", PATH, late, BODY));
    }

    @Test
    void takesTheFiveItemsInAnyOrder() {
        String signature = Base64.getEncoder()
                .encodeToString(merchant.signer().sign(bytes(lines("GET", "/v3/certificates", seconds, ""))));
        String header = Authorization.SCHEME + " signature=\"" + signature + "\",serial_no=\"" + merchant.serialNumber()
                + "\",timestamp=\"" + seconds + "\",nonce_str=\"" + NONCE + "\",mchid=\"1900000001\"";

        assertThat(TestCaller.of(localPay)
                        .sendWith(header, "GET", "/v3/certificates", new byte[0])
                        .status())
                .isEqualTo(200);
    }

    @Test
    void signsTheRefusalToo() {
        TestCaller.Answer answer = posted("something else");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("SIGN_ERROR");
        assertThat(answer.header("Request-ID")).endsWith("-268443699");
        assertThat(TestCaller.of(localPay).verify(answer)).isEmpty();
    }

    private static AbstractStringAssert<?> assertDiagnosis(TestCaller.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("SIGN_ERROR");
        String issue = answer.json().object("detail").string("issue");
        assertThat(answer.message()).isEqualTo("The signature does not hold: " + issue);
        return assertThat(issue);
    }

    private String lines(String method, String url, String timestamp, String body) {
        return method + "\n" + url + "\n" + timestamp + "\n" + NONCE + "\n" + body + "\n";
    }

    private TestCaller.Answer posted(String signed) {
        return send("POST", PATH, BODY, merchant.signer(), signed, seconds);
    }

    private TestCaller.Answer sent(String body, String signed) {
        return send("POST", PATH, body, merchant.signer(), signed, seconds);
    }

    private TestCaller.Answer got(String signed) {
        return send("GET", LIST, "", merchant.signer(), signed, seconds);
    }

    private TestCaller.Answer signedBy(Signer signer) {
        return send("POST", PATH, BODY, signer, lines("POST", PATH, seconds, BODY), seconds);
    }

    private static String header(String items) {
        return TestCaller.of(localPay)
                .sendWith(Authorization.SCHEME + " " + items, "GET", "/v3/certificates", new byte[0])
                .message();
    }

    private static TestCaller.Answer send(
            String method, String url, String body, Signer signer, String signed, String timestamp) {
        String header = new Authorization(
                        merchant.mchid(),
                        NONCE,
                        timestamp,
                        merchant.serialNumber(),
                        Base64.getEncoder().encodeToString(signer.sign(bytes(signed))))
                .toHeader();
        return TestCaller.of(localPay).sendWith(header, method, url, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
