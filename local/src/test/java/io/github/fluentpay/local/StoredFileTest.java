package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.protocol.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads are there at the next start. */
class StoredFileTest {

    private static final String COMPLAINT_IMAGES = "/v3/merchant-service/images/";

    @TempDir
    Path folder;

    private static String upload(LocalPay localPay) {
        byte[] meta = UploadTest.meta().getBytes(StandardCharsets.UTF_8);
        String path = COMPLAINT_IMAGES + "upload";
        String authorization = new RequestSigner(localPay.merchant())
                .authorization("POST", path, Clock.systemUTC().instant(), CouponFixture.number(), meta);
        TestCaller.Answer answer = TestCaller.of(localPay)
                .sendWith(
                        authorization,
                        "POST",
                        path,
                        UploadTest.body(UploadTest.meta(), "file", UploadTest.IMAGE),
                        "Content-Type",
                        "multipart/form-data; boundary=" + UploadTest.BOUNDARY);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().string("media_id");
    }

    private static void assertKept(LocalPay.Builder builder) {
        String id;
        try (LocalPay localPay = builder.start()) {
            id = upload(localPay);
        }

        try (LocalPay localPay = builder.start()) {
            TestCaller.Answer image = TestCaller.of(localPay).get(COMPLAINT_IMAGES + id);

            assertThat(image.response().body()).isEqualTo(UploadTest.IMAGE);
            assertThat(image.header("Content-Type")).isEqualTo("image/png");
        }
    }

    @Test
    void keepsAnUploadInAFile() {
        assertKept(LocalPay.builder().data(folder));
    }

    @Test
    void keepsAnUploadInPostgresql() throws Exception {
        try (TestPostgres postgres = TestPostgres.in(folder.resolve("postgres"))) {
            assertKept(LocalPay.builder().data(folder.resolve("data")).database(postgres.url()));
        }
    }
}
