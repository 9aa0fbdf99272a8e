package io.github.fluentpay.protocol.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownValueTest {

    private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ".repeat(3);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678",
                "1900000001",
                "123456789012345",
                "https://api.mch.weixin.qq.com",
                "http://localhost:8080/",
                "HTTPS://proxy.example:8443/wechat/v3/",
                "ftp://host",
                "https://[::1]:8080",
                "PUB_KEY_ID_0119000000012026112300000000000001"
            })
    void showsWhatIsPublicByItsShape(String value) {
        assertThat(ShownValue.of(value)).isEqualTo(value);
        assertThat(ShownValue.isPublic(value)).isTrue();
    }

    @Test
    void showsAPathThatExists() throws IOException {
        Path file = Files.writeString(folder.resolve("my key.pem"), "");

        assertThat(ShownValue.of(file.toString())).isEqualTo(file.toString());
        assertThat(ShownValue.of(file)).isEqualTo(file.toString());
        assertThat(ShownValue.of(folder.resolve("secret").toString())).startsWith("a value of ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plantedV3Key0123456789abcdefghij | a value of 32 characters, as many as an APIv3 key has
            0123456789abcdef0123456789abcdef | a value of 32 characters, as many as an APIv3 key has
            1234567 | a value of 7 characters
            1234567890123456 | a value of 16 characters
            5157F09EFDC096DE15EBE81A47057A7232F1B8E1 | a value of 40 characters
            x | a value of 1 character
            密钥 | a value of 2 characters
            wx0123456789abcdef | a value of 18 characters, and looks like an appid
            "1900000001" | a value of 12 characters, quotation marks among them
            no-such-key.PEM | a value of 15 characters, ending in .pem
            https://me:pass@host | a URL with a user, a query, a fragment or a long path, 20 characters
            https://host/?key=x | a URL with a user, a query, a fragment or a long path, 19 characters
            https://host/#x | a URL with a user, a query, a fragment or a long path, 15 characters
            https://host/plantedV3Key0123456789abcdefghij | a URL with a user, a query, a fragment or a long path, 45 characters
            https://me:pass/word@host | a value of 25 characters
            https://me/pass@host | a URL with a user, a query, a fragment or a long path, 20 characters
            https://a b | a value of 11 characters
            https:///v3 | a value of 11 characters
            jdbc:postgresql://host/name?password=x | a value of 38 characters
            PUB_KEY_ID_x | a value of 12 characters
            -----BEGIN | the text of a key or certificate, 10 characters
            1900000001fluentpay.apiv3-key=secret | a value of 36 characters, the name of another setting among them: the line before it ends with a backslash, or the line break between the two is missing
            """)
    void describesEveryOtherValue(String value, String description) {
        assertThat(ShownValue.of(value)).isEqualTo(description);
        assertThat(ShownValue.described(value)).isEqualTo(description);
        assertThat(ShownValue.isPublic(value)).isFalse();
    }

    @Test
    void describesTheBodyOfAKey() {
        assertThat(ShownValue.of(BODY)).isEqualTo("the text of a key or certificate, " + BODY.length() + " characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "", " "})
    void describesWhatIsNoPath(String value) {
        assertThat(ShownValue.of(value)).startsWith("a value of ");
    }

    @Test
    void showsThePartOfAPathThatExists() {
        assertThat(ShownValue.missing(folder.resolve("secret/key.pem")))
                .isEqualTo(folder + " exists, and the rest of the path (14 characters, ending in .pem) does not");
        assertThat(ShownValue.of(folder.resolve("secret"))).isEqualTo("a path in " + folder + " (6 characters)");
        assertThat(ShownValue.missing(Path.of("plantedV3Key0123456789abcdefghij")))
                .isEqualTo(Path.of("").toAbsolutePath()
                        + " exists, and the rest of the path (32 characters, as many as an APIv3 key has) does not");
    }
}
