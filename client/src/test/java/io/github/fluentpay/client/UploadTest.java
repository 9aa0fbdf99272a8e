package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {

    private static final String UPLOAD = "v3/marketing/favor/media/image-upload";
    private static final FileContent LOGO = FileContent.of("logo.png", "PNG bytes".getBytes(StandardCharsets.UTF_8));
    private static final String META = "{\"filename\":\"logo.png\",\"sha256\":\"" + LOGO.sha256() + "\"}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsTheFileAndSignsItsDescription(boolean async) throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            Chain chain = pay.chain(UPLOAD);
            if (async) {
                CompletableFuture<Reply> reply = chain.postAsync(Multipart.of(LOGO));
                Verb.result(reply);
            } else {
                chain.post(Multipart.of(LOGO));
            }

            TestPlatform.Received request = platform.received.get(0);
            assertThat(request.isSigned("/" + UPLOAD, META)).isTrue();
            String type = request.headers().getFirst("Content-Type");
            assertThat(type).startsWith("multipart/form-data; boundary=");
            String boundary = type.substring(type.indexOf('=') + 1);
            assertThat(request.body())
                    .isEqualTo("--" + boundary + "\r\n"
                            + "Content-Disposition: form-data; name=\"meta\"\r\n"
                            + "Content-Type: application/json\r\n\r\n" + META + "\r\n"
                            + "--" + boundary + "\r\n"
                            + "Content-Disposition: form-data; name=\"file\"; filename=\"logo.png\"\r\n"
                            + "Content-Type: image/png\r\n\r\n" + "PNG bytes" + "\r\n"
                            + "--" + boundary + "--\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsEveryByteOfTheFileWhateverItsName(Verb verb) throws Exception {
        byte[] bytes = new byte[512];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Multipart upload = Multipart.of(FileContent.of("营业\"执照\r\n.png", bytes));
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            verb.post(pay.chain(UPLOAD), upload);

            TestPlatform.Received request = platform.received.get(0);
            String meta = new String(upload.encoded().signed(), StandardCharsets.UTF_8);
            assertThat(request.bytes()).isEqualTo(upload.encoded().sent());
            assertThat(Boundary.contains(request.bytes(), bytes)).isTrue();
            assertThat(request.isSigned("/" + UPLOAD, meta)).isTrue();
            assertThat(JsonObject.parse(meta).string("filename")).isEqualTo("营业\"执照\r\n.png");
        }
    }

    @Test
    void givesTheSameBytesForTheSameUploadAndOthersForAnother() {
        Body first = Multipart.of(LOGO).encoded();

        assertThat(Multipart.of(LOGO).encoded().sent()).isEqualTo(first.sent());
        assertThat(Multipart.of(LOGO).with("bank_type", "CMB").encoded().type()).isNotEqualTo(first.type());
        assertThat(first.toString()).doesNotContain("logo", "PNG");
    }

    @Test
    void takesAnotherDescriptionAndAnotherPart() {
        Multipart upload = Multipart.of(JsonObject.of("file_name", "a"), LOGO)
                .with("item_id", 3)
                .partName("submission_file");

        assertThat(new String(upload.encoded().signed(), StandardCharsets.UTF_8))
                .isEqualTo("{\"file_name\":\"a\",\"item_id\":3}");
        assertThat(new String(upload.encoded().sent(), StandardCharsets.UTF_8))
                .contains("name=\"submission_file\"; filename=\"logo.png\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> upload.partName("meta"))
                .withMessage("\"meta\" cannot be the name of the file's part: it is that of the other part");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> upload.partName("a\"b"))
                .withMessage("\"a\"b\" cannot be the name of the file's part: it has letters, digits and _ - . only");
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpg, image/jpeg",
        "a.JPEG, image/jpeg",
        "a.bmp, image/bmp",
        "a.pdf, application/pdf",
        "a.mp4, video/mp4",
        "a.tar.gz, application/octet-stream",
        "png, image/png",
        "合同, application/octet-stream"
    })
    void namesTheKindOfFile(String fileName, String type) {
        Body body = Multipart.of(FileContent.of(fileName, new byte[] {1})).encoded();

        assertThat(new String(body.sent(), StandardCharsets.UTF_8)).contains("\r\nContent-Type: " + type + "\r\n");
    }

    @Test
    void noNameOfAFileBreaksOutOfItsLine() {
        Body body = Multipart.of(FileContent.of("营业\"执照\r\nX: y.png", new byte[] {1}))
                .encoded();

        assertThat(new String(body.sent(), StandardCharsets.UTF_8)).contains("filename=\"营业%22执照%0D%0AX: y.png\"\r\n");
    }

    @Test
    void theBoundaryOccursInNoPart() {
        byte[] seed = FileContent.sha256(new byte[] {1});
        String first = Boundary.of(seed, (Predicate<String>) candidate -> false);

        String second = Boundary.of(seed, ("..." + first + "...").getBytes(StandardCharsets.US_ASCII));

        assertThat(second).isNotEqualTo(first).startsWith("fluentpay-");
        assertThat(Boundary.contains(new byte[] {1, 2, 3}, new byte[] {2, 3})).isTrue();
        assertThat(Boundary.contains(new byte[] {1, 2, 3}, new byte[] {3, 4})).isFalse();
    }

    @Test
    void readsAFileFromAPathAndAStream() throws Exception {
        Path file = Files.write(folder.resolve("合同.pdf"), new byte[] {1, 2, 3});

        FileContent content = FileContent.of(file);

        assertThat(content.fileName()).isEqualTo("合同.pdf");
        assertThat(content.size()).isEqualTo(3);
        assertThat(content.sha256()).isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
        assertThat(FileContent.of("合同.pdf", new ByteArrayInputStream(new byte[] {1, 2, 3})))
                .isEqualTo(content)
                .hasToString("FileContent[3 bytes]");
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        Path missing = folder.resolve("missing.png");

        assertThatThrownBy(() -> FileContent.of(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("There is no file " + missing);
        assertThatThrownBy(() -> FileContent.of(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("The file " + folder + " cannot be read: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileContent.of("a.png", new byte[0]))
                .withMessage("The file a.png is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileContent.of("/tmp/a.png", new byte[] {1}))
                .withMessage("The file's name /tmp/a.png is a path; give the name alone");
    }

    @Test
    void refusesToSealAnUpload() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> pay.chain(UPLOAD).encrypting("/name").post(Multipart.of(LOGO)))
                    .withMessage("POST " + UPLOAD
                            + " is an upload, whose meta information cannot be sealed; leave .encrypting(…) out");
            assertThat(platform.received).isEmpty();
        }
    }
}
