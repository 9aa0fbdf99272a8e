package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.protocol.ValidationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatementDigestTest {

    private static final byte[] STATEMENT = "Time,Amount\n2026-11-24,100\n".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void takesAStatementWhoseHashIsSigned(Verb verb) throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            platform.answer(signedBy(sha1(STATEMENT), STATEMENT));
            Reply plain = verb.get(pay.chain("v3/global/statements"));
            platform.answer(signedBy(sha1(STATEMENT).toUpperCase(Locale.ROOT), gzip(STATEMENT)));
            Reply compressed = verb.get(pay.chain("v3/global/statements"));

            assertThat(plain.bytes()).isEqualTo(STATEMENT);
            assertThat(plain.signedBy()).isEqualTo(Identities.PUBLIC_KEY_ID);
            assertThat(compressed.bytes()).isEqualTo(gzip(STATEMENT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAChangedStatementAndAChangedHash(Verb verb) throws Exception {
        byte[] changed = "Time,Amount\n2026-11-24,900\n".getBytes(StandardCharsets.UTF_8);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            platform.answer(signedBy(sha1(STATEMENT), changed));
            ValidationException statement =
                    catchThrowableOfType(ValidationException.class, () -> verb.get(pay.chain("v3/global/statements")));
            platform.answer(signedBy(sha1(STATEMENT), changed).with("Wechatpay-Statement-Sha1", sha1(changed)));
            ValidationException hash =
                    catchThrowableOfType(ValidationException.class, () -> verb.get(pay.chain("v3/global/statements")));

            assertThat(statement)
                    .hasMessageContaining(
                            "its 27 bytes do not have the SHA-1 that was signed; the statement was changed"
                                    + " on the way, download it again");
            assertThat(hash).hasMessageContaining("its signature does not fit");
        }
    }

    private static Answer signedBy(String sha1, byte[] body) {
        byte[] signed = ("{\"sha1\":\"" + sha1 + "\"}").getBytes(StandardCharsets.UTF_8);
        Answer answer =
                Answer.of(200, body).unsigned().with("Content-Type", "text/csv").with("Wechatpay-Statement-Sha1", sha1);
        for (Map.Entry<String, String> header : TestPlatform.signature(signed).entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    private static String sha1(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
