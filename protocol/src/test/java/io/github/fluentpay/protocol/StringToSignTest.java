package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.flip;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class StringToSignTest {

    static final List<Vectors.Signed> SIGNED = Vectors.SIGNED;

    @ParameterizedTest
    @FieldSource("SIGNED")
    void givesTheKnownBytes(Vectors.Signed vector) throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(vector.text());

        assertThat(vector.text()).hasSize(vector.length());
        assertThat(HexFormat.of().formatHex(sha256)).isEqualTo(vector.sha256());
    }

    @ParameterizedTest
    @FieldSource("SIGNED")
    void fitsTheKnownSignature(Vectors.Signed vector) {
        byte[] signature = Base64.getDecoder().decode(vector.signature());

        assertThat(Vectors.TEST_MERCHANT.verify(vector.text(), signature)).isTrue();
        assertThat(Vectors.PLATFORM.verify(vector.text(), signature)).isFalse();
    }

    @ParameterizedTest
    @FieldSource("SIGNED")
    void fitsNoSignatureWithOneBitChanged(Vectors.Signed vector) {
        byte[] signature = Base64.getDecoder().decode(vector.signature());
        IntStream bits = IntStream.iterate(0, bit -> bit < signature.length * 8, bit -> bit + 97);

        assertThat(bits)
                .allSatisfy(bit -> assertThat(Vectors.TEST_MERCHANT.verify(vector.text(), flip(signature, bit)))
                        .isFalse());
    }

    @ParameterizedTest
    @FieldSource("SIGNED")
    void fitsNoTextWithOneBitChanged(Vectors.Signed vector) {
        byte[] signature = Base64.getDecoder().decode(vector.signature());
        int length = vector.text().length * 8;
        IntStream bits = IntStream.concat(IntStream.iterate(0, b -> b < length, b -> b + 61), IntStream.of(length - 1));

        assertThat(bits)
                .allSatisfy(bit -> assertThat(Vectors.TEST_MERCHANT.verify(flip(vector.text(), bit), signature))
                        .isFalse());
    }

    @Test
    void endsEveryLineEvenAnEmptyOne() {
        byte[] nothing = {};

        assertThat(text(StringToSign.ofRequest("DELETE", "/v3/x?a=%20b", 7, "n", nothing)))
                .isEqualTo("DELETE\n/v3/x?a=%20b\n7\nn\n\n");
        assertThat(text(StringToSign.ofReply("7", "n", nothing))).isEqualTo("7\nn\n\n");
        assertThat(text(StringToSign.ofPayment("wx1", 7, "n", ""))).isEqualTo("wx1\n7\nn\n\n");
    }

    @Test
    void addsALineFeedToABodyThatEndsWithOne() {
        assertThat(text(StringToSign.ofReply("7", "n", "{}\n".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("7\nn\n{}\n\n");
    }

    @Test
    void passesBytesThatAreNotTextThrough() {
        byte[] raw = {(byte) 0xFF, 0, (byte) 0xC3};

        assertThat(StringToSign.ofReply("7", "n", raw)).containsExactly('7', '\n', 'n', '\n', 0xFF, 0, 0xC3, '\n');
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
