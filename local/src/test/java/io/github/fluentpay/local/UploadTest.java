package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.RequestSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads, their bodies written by hand, and what becomes of them. */
class UploadTest {

    private static final String COUPON_IMAGE = "/v3/marketing/favor/media/image-upload";
    private static final String COMPLAINT_IMAGE = "/v3/merchant-service/images/upload";
    static final String BOUNDARY = "line-between";
    static final byte[] IMAGE = {(byte) 0x89, 'P', 'N', 'G', 0, -1, '\r', '\n', '-', '-'};

    private static LocalPay localPay;
    private static TestCaller caller;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().empty().start();
        caller = TestCaller.of(localPay);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String meta() {
        return JsonObject.of("filename", "券.png", "sha256", sha256(IMAGE)).toJson();
    }

    private static String part(String name, String more, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n"
                + content;
    }

    static byte[] body(String meta, String filePart, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes((part("meta", "\r\nContent-Type: application/json", meta) + "\r\n"
                        + part(filePart, "; filename=\"券.png\"\r\nContent-Type: image/png", ""))
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static TestCaller.Answer send(String path, byte[] signed, byte[] body) {
        return send(path, signed, body, "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static TestCaller.Answer send(String path, byte[] signed, byte[] body, String type) {
        return send(localPay, caller, path, signed, body, type);
    }

    private static TestCaller.Answer send(
            LocalPay to, TestCaller caller, String path, byte[] signed, byte[] body, String type) {
        String authorization = new RequestSigner(to.merchant())
                .authorization("POST", path, Clock.systemUTC().instant(), CouponFixture.number(), signed);
        return caller.sendWith(authorization, "POST", path, body, "Content-Type", type);
    }

    private static TestCaller.Answer upload(String path, String meta) {
        return send(path, meta.getBytes(StandardCharsets.UTF_8), body(meta, "file", IMAGE));
    }

    static TestCaller.Answer upload(LocalPay to, String path, String meta) {
        return send(
                to,
                TestCaller.of(to),
                path,
                meta.getBytes(StandardCharsets.UTF_8),
                body(meta, "file", IMAGE),
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static HttpResponse<byte[]> fetch(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void anybodySeesAnUploadedPicture() throws Exception {
        TestCaller.Answer answer = upload(COUPON_IMAGE, meta());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(caller.verify(answer)).isEmpty();
        String url = answer.json().string("media_url");
        assertThat(url).startsWith(localPay.baseUrl() + "/localpay/files/");
        HttpResponse<byte[]> picture = fetch(url);
        assertThat(picture.body()).isEqualTo(IMAGE);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
    }

    @Test
    void anybodySeesItWhenCallsAboutLocalPayWantAToken() throws Exception {
        try (LocalPay open = LocalPay.builder().adminToken("0123456789abcdef").start()) {
            String url = upload(open, COUPON_IMAGE, meta()).json().string("media_url");

            assertThat(fetch(url).body()).isEqualTo(IMAGE);
            assertThat(fetch(url + "/../../profile").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void theMerchantFetchesItsComplaintImageUnsigned() {
        String id = upload(COMPLAINT_IMAGE, meta()).json().string("media_id");

        TestCaller.Answer image = caller.get("/v3/merchant-service/images/" + id);

        assertThat(image.response().body()).isEqualTo(IMAGE);
        assertThat(image.header("Content-Type")).isEqualTo("image/png");
        assertThat(image.header("Wechatpay-Signature")).isNull();
        assertThat(image.header("Request-ID")).isNotNull();
        TestCaller.Answer others = new TestCaller(localPay.addMerchant("1900000110"), Clock.systemUTC())
                .get("/v3/merchant-service/images/" + id);
        assertThat(others.text())
                .isEqualTo("{\"code\":\"NO_AUTH\",\"message\":\"This file belongs to another merchant\"}");
    }

    @Test
    void theSameFileAgainHasTheSameId() {
        String first = upload(COMPLAINT_IMAGE, meta()).json().string("media_id");

        assertThat(upload(COMPLAINT_IMAGE, meta()).json().string("media_id")).isEqualTo(first);
        assertThat(upload(COMPLAINT_IMAGE, meta().replace("券", "图")).json().string("media_id"))
                .isNotEqualTo(first);
    }

    @Test
    void refusesAnotherFilesHash() {
        String wrong = sha256(new byte[0]);
        TestCaller.Answer answer = upload(COUPON_IMAGE, meta().replace(sha256(IMAGE), wrong));

        String rule = "is not the SHA-256 of the file of 10 bytes that came, which is " + sha256(IMAGE);
        assertThat(answer.text())
                .isEqualTo("{\"code\":\"PARAM_ERROR\",\"message\":\"/sha256 " + rule + "\",\"detail\":{\"field\":"
                        + "\"/sha256\",\"value\":\"" + wrong + "\",\"issue\":\"" + rule
                        + "\",\"location\":\"body\"}}");
    }

    @Test
    void checksSm3WhereThatIsDocumented() {
        String path = "/v3/new-tax-control-fapiao/fapiao-applications/upload-fapiao-file";
        JsonObject meta = JsonObject.of("file_type", "PDF", "digest_alogrithm", "SM3");

        // SM3 of IMAGE, as OpenSSL computes it.
        String right = "d133dac3a3c01d31aecc01a93c6e5421b555495335e2b97baf816536dd32d835";
        assertThat(upload(path, meta.with("digest", right).toJson()).status()).isEqualTo(200);
        assertThat(upload(path, meta.with("digest", sha256(IMAGE)).toJson()).message())
                .isEqualTo("/digest is not the SM3 of the file of 10 bytes that came, which is " + right);
    }

    @Test
    void refusesAnotherNameOfTheFilesPart() {
        String meta = meta();

        TestCaller.Answer answer =
                send(COUPON_IMAGE, meta.getBytes(StandardCharsets.UTF_8), body(meta, "picture", IMAGE));

        assertThat(answer.text())
                .isEqualTo("{\"code\":\"PARAM_ERROR\",\"message\":\"file is missing; the file came as the part"
                        + " \\\"picture\\\"\",\"detail\":{\"field\":\"file\",\"issue\":\"is missing; the file came as the"
                        + " part \\\"picture\\\"\",\"location\":\"body\"}}");
    }

    @Test
    void refusesADescriptionThatLacksAField() {
        assertThat(upload(COUPON_IMAGE, JsonObject.of("sha256", sha256(IMAGE)).toJson())
                        .message())
                .isEqualTo("/filename is missing");
    }

    @Test
    void refusesJsonWhereAFileIsDocumentedAndAFileWhereJsonIs() {
        assertThat(caller.send("POST", COUPON_IMAGE, meta()).message())
                .isEqualTo("Content-Type must be multipart/form-data, with the parts meta and file");
        assertThat(upload("/v3/profitsharing/orders", meta()).message())
                .isEqualTo("This path takes JSON, not multipart/form-data");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            whole | the whole upload was signed, with its boundaries and its file.
            file  | the file was signed.
            none  | the part meta was left out of the signed text.
            """)
    void saysWhatOfAnUploadWasSignedWrongly(String signed, String mistake) {
        byte[] body = body(meta(), "file", IMAGE);

        TestCaller.Answer answer = send(
                COUPON_IMAGE,
                switch (signed) {
                    case "whole" -> body;
                    case "file" -> IMAGE;
                    default -> new byte[0];
                },
                body);

        assertThat(answer.code()).isEqualTo("SIGN_ERROR");
        assertThat(answer.message())
                .isEqualTo(
                        "The signature does not hold: " + mistake
                                + " Of an upload sign the JSON text of the part meta, exactly as it is sent, and nothing else.");
        assertThat(answer.json().at("/detail/string_to_sign").toString()).contains("filename");
    }

    @Test
    void refusesWhatCannotBeTakenApart() {
        byte[] meta = meta().getBytes(StandardCharsets.UTF_8);
        byte[] whole = body(meta(), "file", IMAGE);

        assertThat(send(COUPON_IMAGE, meta, whole, "multipart/form-data").message())
                .isEqualTo("The upload names no boundary in its Content-Type");
        assertThat(send(COUPON_IMAGE, meta, whole, "multipart/form-data; boundary=other")
                        .message())
                .startsWith("The upload cannot be taken apart: ");
        assertThat(send(COUPON_IMAGE, meta, new byte[0]).message()).startsWith("The upload cannot be taken apart: ");
        assertThat(send(
                                COUPON_IMAGE,
                                meta,
                                (part("file", "; filename=\"a\"", "1") + "\r\n--" + BOUNDARY + "--\r\n")
                                        .getBytes(StandardCharsets.UTF_8))
                        .message())
                .isEqualTo("The upload has no part meta, whose JSON text is what is signed");
        assertThat(send(
                                COUPON_IMAGE,
                                meta,
                                (part("meta", "", meta()) + "\r\n--" + BOUNDARY + "--\r\n")
                                        .getBytes(StandardCharsets.UTF_8))
                        .message())
                .isEqualTo("The upload has no part with a file");
    }

    /** The parts name nothing, or the boundary never ends: nobody can say what was signed, so it is refused before that. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=\"line-between",
                "multipart/form-data; boundary=\"",
                "multipart/form-data; boundary=\"line-between\\",
                "multipart/form-data; charset=\"utf-8; boundary=line-between",
                "multipart/form-data; boundary=line\u0001between",
                "multipart/form-data;;boundary",
            })
    void refusesAContentTypeThatNamesNoBoundaryThatEnds(String type) throws IOException {
        String whole = part("meta", "", meta()) + "\r\n" + part("file", "; filename=\"a\"", "1") + "\r\n--" + BOUNDARY
                + "--\r\n";

        RawCaller.Seen answer =
                new RawCaller(localPay, Clock.systemUTC()).post(COUPON_IMAGE, whole, "Content-Type", type);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(JsonObject.parse(answer.body()).string("code")).isEqualTo("PARAM_ERROR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data\r\n",
                "Content-Disposition: form-data; filename=\"a.png\"\r\n",
                "Content-Disposition: form-data; name=\"file\r\n",
                "Content-Type: image/png\r\n",
                "Content-Disposition:\r\n",
                "",
            })
    void refusesAPartWithoutAName(String head) {
        String whole = "--" + BOUNDARY + "\r\n" + head + "\r\n1\r\n" + part("meta", "", meta()) + "\r\n--" + BOUNDARY
                + "--\r\n";

        TestCaller.Answer answer =
                send(COUPON_IMAGE, meta().getBytes(StandardCharsets.UTF_8), whole.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status() + " " + answer.code()).as(answer.text()).isEqualTo("400 PARAM_ERROR");
    }

    @Test
    void saysThatAPartHasNoName() {
        String whole = part("meta", "", meta()) + "\r\n--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; filename=\"a.png\"\r\n\r\n1\r\n--" + BOUNDARY + "--\r\n";

        TestCaller.Answer answer =
                send(COUPON_IMAGE, meta().getBytes(StandardCharsets.UTF_8), whole.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.message())
                .isEqualTo("The upload has a part without a name; each part is named in its Content-Disposition");
    }

    @Test
    void takesFilesOfMoreThanOneMebibyteButNotOfMoreThanEight() {
        byte[] film = new byte[5 << 20];
        String meta = JsonObject.of("filename", "a.mp4", "sha256", sha256(film)).toJson();
        byte[] signed = meta.getBytes(StandardCharsets.UTF_8);
        String path = "/v3/merchant/media/video_upload";

        assertThat(send(path, signed, body(meta, "file", film)).status()).isEqualTo(200);
        TestCaller.Answer tooLarge = send(path, signed, body(meta, "file", new byte[8 << 20]));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.message()).isEqualTo("The body is larger than 8 MiB, the limit of uploads");
    }
}
