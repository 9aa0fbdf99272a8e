package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads are there at the next start. */
class StoredFileTest {

    private static final String COMPLAINT_IMAGES = "/v3/merchant-service/images/";

    @TempDir
    Path folder;

    private static String upload(LocalPay localPay) {
        TestCaller.Answer answer = UploadTest.upload(localPay, COMPLAINT_IMAGES + "upload", UploadTest.meta());
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
