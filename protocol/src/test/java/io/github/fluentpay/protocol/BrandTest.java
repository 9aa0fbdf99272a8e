package io.github.fluentpay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrandTest {

    private static final Signer SIGNER = message -> new byte[256];

    @Test
    void spellsTheSerialNumberAsThePlatformDoes() {
        assertThat(new Brand("1000", "5a:0b", SIGNER).serialNumber()).isEqualTo("5A0B");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "wx1, ''", "12 3, ; U+0020 at position 3 is invisible: delete it", "123456789012345678901, ''"
    })
    void refusesWhatIsNoBrandNumber(String brandId, String odd) {
        assertThatThrownBy(() -> new Brand(brandId, "A1", SIGNER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(ShownValue.of(brandId) + " is not a brand number: digits, shown in the console" + odd);
    }

    @Test
    void refusesWhatIsNoSerialNumber() {
        assertThatThrownBy(() -> new Brand("1000", "PUB_KEY_ID_1", SIGNER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PUB_KEY_ID_1 is not a certificate serial number: up to 64 hexadecimal digits, as the"
                        + " console shows beside the API certificate; it is the ID of a WeChat Pay public key");
    }

    @Test
    void refusesAKeyThatStaysInItsModule() {
        assertThatThrownBy(() -> MerchantKey.of(new KeyInModule()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The private key does not leave its module: implement Signer with it instead");
    }

    private static final class KeyInModule implements RSAPrivateKey {

        private static final long serialVersionUID = 1L;

        @Override
        public BigInteger getModulus() {
            return BigInteger.ONE.shiftLeft(2047);
        }

        /** As a key in a hardware module has it: the exponent cannot be read. */
        @Override
        public BigInteger getPrivateExponent() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }
}
