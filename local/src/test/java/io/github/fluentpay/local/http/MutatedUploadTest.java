package io.github.fluentpay.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.Mutation;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uploads with a few bytes changed are taken apart, or refused in the platform's words. */
class MutatedUploadTest {

    private static final List<String> TYPES = List.of(
            "multipart/form-data; boundary=line-between",
            "multipart/form-data; boundary=\"line-between\"",
            "Multipart/Form-Data;charset=utf-8;boundary=line-between",
            "multipart/form-data; charset=\"utf-8\"; boundary=line-between; a=b");

    private static final byte[] BODY = """
            --line-between
            Content-Disposition: form-data; name="meta"
            Content-Type: application/json

            {"filename":"券.png","sha256":"0"}
            --line-between
            Content-Disposition: form-data; name="file"; filename="券.png"
            Content-Type: image/png
            Content-Transfer-Encoding: binary

            1234
            --line-between--
            """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);

    @Test
    void takesThemApartOrRefusesThem() {
        int[] read = {0};
        Mutation.check(Mutation.ROUNDS, mutation -> {
            String good = mutation.of(TYPES);
            String type = mutation.below(3) == 0 ? mutation.text(good) : good;
            byte[] body = mutation.below(3) == 0 ? BODY : mutation.bytes(BODY);
            if (!UploadReader.isUpload(type)) {
                return;
            }
            try {
                Request request = UploadReader.read("POST", "/v3/a", Map.of(), type, body);
                assertThat(request.upload()).isNotNull();
                read[0]++;
            } catch (RefusedException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.PARAM_ERROR);
            }
        });

        assertThat(read[0]).as("uploads that could be taken apart all the same").isPositive();
    }
}
