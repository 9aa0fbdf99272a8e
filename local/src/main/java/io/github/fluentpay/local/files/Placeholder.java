package io.github.fluentpay.local.files;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What is served in place of a file that LocalPay does not have. */
public enum Placeholder {
    /** One line that names what was asked for. */
    TEXT("text/csv"),
    /** One transparent pixel. */
    IMAGE("image/png"),
    /** One empty page. */
    DOCUMENT("application/pdf");

    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static final String PAGE = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """;

    private final String type;

    Placeholder(String type) {
        this.type = type;
    }

    /** Its media type. */
    public String type() {
        return type;
    }

    /** Its bytes, which are always the same for one id. */
    public byte[] bytes(String id) {
        return switch (this) {
            case TEXT ->
                ("LocalPay has no file of this name, and gives this line in its place," + id + "\r\n")
                        .getBytes(StandardCharsets.UTF_8);
            case IMAGE -> PIXEL.clone();
            case DOCUMENT -> PAGE.getBytes(StandardCharsets.US_ASCII);
        };
    }
}
