package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.OTHER_RSA;
import static io.github.fluentpay.TestKeys.RSA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.TestKeys;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyingKeysTest {

    private static final VerifyingKey PUBLIC = VerifyingKey.ofPublicKey("PUB_KEY_ID_01", RSA.getPublic());
    private static final VerifyingKey SOON = certificate(RSA, "A1", "2026-01-01T00:00:00Z");
    private static final VerifyingKey LATER = certificate(RSA, "A0", "2031-01-01T00:00:00Z");

    @Test
    void findsTheKeyOfASerial() {
        VerifyingKeys keys = VerifyingKeys.of(SOON, PUBLIC, LATER);

        assertThat(keys.find("PUB_KEY_ID_01")).containsSame(PUBLIC);
        assertThat(keys.find("A1")).containsSame(SOON);
        assertThat(keys.find("A2")).isEmpty();
        assertThat(keys.find("")).isEmpty();
        assertThat(keys.serials()).containsExactly("A1", "PUB_KEY_ID_01", "A0");
        assertThat(keys.isEmpty()).isFalse();
        assertThat(keys).hasToString("VerifyingKeys[A1, PUB_KEY_ID_01, A0]");
    }

    @Test
    void sealsForAPublicKeyRatherThanForACertificate() {
        assertThat(VerifyingKeys.of(LATER, PUBLIC, SOON).sealing()).containsSame(PUBLIC);
    }

    @Test
    void sealsForTheCertificateThatExpiresLast() {
        assertThat(VerifyingKeys.of(SOON, LATER).sealing()).containsSame(LATER);
        assertThat(VerifyingKeys.of(LATER, SOON).sealing()).containsSame(LATER);
    }

    @Test
    void sealsForTheSameOfTwoEqualOnesInAnyOrder() {
        VerifyingKey newer = VerifyingKey.ofPublicKey("PUB_KEY_ID_02", OTHER_RSA.getPublic());

        assertThat(VerifyingKeys.of(PUBLIC, newer).sealing()).containsSame(newer);
        assertThat(VerifyingKeys.of(newer, PUBLIC).sealing()).containsSame(newer);
    }

    @Test
    void takesTheLaterOfTwoWithTheSameSerial() {
        VerifyingKey replacement = VerifyingKey.ofPublicKey("PUB_KEY_ID_01", OTHER_RSA.getPublic());

        assertThat(VerifyingKeys.of(PUBLIC, replacement).find("PUB_KEY_ID_01")).containsSame(replacement);
        assertThat(VerifyingKeys.of(List.of(replacement, PUBLIC)).find("PUB_KEY_ID_01"))
                .containsSame(PUBLIC);
    }

    @Test
    void canBeEmpty() {
        for (VerifyingKeys keys : List.of(VerifyingKeys.none(), VerifyingKeys.of(), VerifyingKeys.of(List.of()))) {
            assertThat(keys.isEmpty()).isTrue();
            assertThat(keys.sealing()).isEmpty();
            assertThat(keys.find("A1")).isEmpty();
            assertThat(keys).hasToString("VerifyingKeys[]");
        }
    }

    @Test
    void isASnapshot() {
        List<VerifyingKey> list = new ArrayList<>(List.of(SOON));
        VerifyingKeys keys = VerifyingKeys.of(list);

        list.add(LATER);

        assertThat(keys.serials()).containsExactly("A1");
        assertThatThrownBy(() -> keys.serials().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static VerifyingKey certificate(KeyPair pair, String serial, String expires) {
        return VerifyingKey.ofCertificate(
                TestKeys.certificate(pair, new BigInteger(serial, 16), Instant.parse(expires)));
    }
}
