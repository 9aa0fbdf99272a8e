package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy on the way packs what the platform signed plain. */
class ContentCodingTest {

    private static final int LARGEST = 20_000;
    private static final byte[] JSON =
            "{\"wechatpay_return_time\":\"2026-11-24T08:00:00+08:00\"}".getBytes(StandardCharsets.UTF_8);

    private TestPlatform platform;
    private WechatPayClient pay;

    @BeforeEach
    void start() throws Exception {
        platform = new TestPlatform();
        pay = platform.client().maxReplyBytes(LARGEST).build();
    }

    @AfterEach
    void stop() {
        pay.close();
        platform.close();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Signed plain, sent packed. */
    private static Answer packed(int status, byte[] plain, byte[] sent, String coding) {
        Answer answer = Answer.of(status, sent).unsigned().with("Content-Encoding", coding);
        for (Map.Entry<String, String> line : TestPlatform.signature(plain).entrySet()) {
            answer = answer.with(line.getKey(), line.getValue());
        }
        return answer;
    }

    @ParameterizedTest
    @EnumSource
    void noneIsAskedFor(Verb verb) {
        verb.post(pay.chain("v3/any"));

        assertThat(platform.received.get(0).headers().get("Accept-Encoding")).containsExactly("identity");
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, 1",
        "GZIP, 1",
        "x-gzip, 1",
        "'gzip, identity', 1",
        "' identity , gzip,', 1",
        "'gzip, gzip', 2",
        "'gzip, x-gzip, gzip', 3",
        "identity, 0",
        "'identity, identity', 0",
        "',', 0"
    })
    void isTakenOffBeforeTheSignatureIsVerified(String coding, int times) {
        byte[] sent = JSON;
        for (int i = 0; i < times; i++) {
            sent = gzip(sent);
        }
        platform.answer(packed(200, JSON, sent, coding));
        for (Verb verb : Verb.values()) {
            Reply reply = verb.post(pay.chain("v3/any"));

            assertThat(reply.bytes()).isEqualTo(JSON);
            assertThat(reply.json().string("wechatpay_return_time")).isEqualTo("2026-11-24T08:00:00+08:00");
            assertThat(reply.signedBy()).isEqualTo(Identities.PUBLIC_KEY_ID);
            if (times > 0) {
                assertThat(reply.header("Content-Encoding")).isNull();
                assertThat(reply.header("Content-Length")).isNull();
            }
        }
    }

    @Test
    void mayHaveSeveralMembers() {
        byte[] sent = joined(gzip(Arrays.copyOf(JSON, 5)), gzip(Arrays.copyOfRange(JSON, 5, JSON.length)));
        platform.answer(packed(200, JSON, sent, "gzip"));

        assertThat(Verb.SYNC.post(pay.chain("v3/any")).bytes()).isEqualTo(JSON);
    }

    /** As a proxy or an engine leaves it that unpacks; the signature is over these bytes. */
    @Test
    void thatOnlyTheHeaderClaimsIsNone() {
        platform.answer(packed(200, JSON, JSON, "gzip"));

        assertThat(Verb.SYNC.post(pay.chain("v3/any")).bytes()).isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "gzip, zstd"})
    void ofAnEmptyBodyIsNone(String coding) {
        platform.answer(packed(204, new byte[0], new byte[0], coding));

        assertThat(Verb.SYNC.post(pay.chain("v3/any")).json()).isEqualTo(JsonObject.empty());
    }

    @Test
    void ofAChangedBodyDoesNotMakeItBelieved() {
        platform.answer(packed(200, JSON, gzip("{}".getBytes(StandardCharsets.UTF_8)), "gzip"));

        assertThatThrownBy(() -> Verb.SYNC.post(pay.chain("v3/any")))
                .isInstanceOf(io.github.fluentpay.protocol.ValidationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void ofARefusalIsTakenOffToo(Verb verb) {
        byte[] refusal = "{\"code\":\"PARAM_ERROR\",\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
        platform.answer(Answer.of(400, gzip(refusal)).unsigned().with("Content-Encoding", "gzip"));

        ServiceException refused = catchThrowableOfType(ServiceException.class, () -> verb.post(pay.chain("v3/any")));

        assertThat(refused.code()).isEqualTo("PARAM_ERROR");
        assertThat(refused.platformMessage()).isEqualTo("no");
    }

    /** Whatever cannot be unpacked: a refusal keeps its status and Request-ID, as every refusal does. */
    @ParameterizedTest
    @ValueSource(strings = {"bomb", "damaged", "cut", "br"})
    void thatCannotBeTakenOffARefusalLeavesItsStatus(String kind) {
        platform.answer(Answer.of(400, unreadable(kind)).unsigned().with("Content-Encoding", coding(kind)));

        ServiceException refused =
                catchThrowableOfType(ServiceException.class, () -> Verb.SYNC.post(pay.chain("v3/any")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isNull();
        assertThat(refused.requestId()).isEqualTo("08F1-268435461");
    }

    @ParameterizedTest
    @CsvSource({
        "bomb, TransportException, 'the reply''s body is larger than 20000 bytes (maxReplyBytes)'",
        "damaged, TransportException, its gzip body is damaged or breaks off",
        "cut, TransportException, its gzip body is damaged or breaks off",
        "br, MalformedMessageException, 'its Content-Encoding is \"br\", and only gzip'",
    })
    void thatCannotBeTakenOffLeavesTheOutcomeUnknown(String kind, String type, String message) {
        platform.answer(packed(200, JSON, unreadable(kind), coding(kind)));
        for (Verb verb : Verb.values()) {
            assertThatThrownBy(() -> verb.post(pay.chain("v3/any")))
                    .hasMessageContaining("POST v3/any")
                    .hasMessageContaining(message)
                    .hasMessageContaining("The platform may have acted")
                    .satisfies(failure ->
                            assertThat(failure.getClass().getSimpleName()).isEqualTo(type))
                    .extracting("retrySafety")
                    .isEqualTo(RetrySafety.UNKNOWN);
        }
    }

    private static byte[] unreadable(String kind) {
        byte[] packed = gzip(JSON);
        return switch (kind) {
            case "bomb" -> gzip(new byte[50_000_000 / 4]);
            case "cut" -> Arrays.copyOf(packed, packed.length - 9);
            case "damaged" -> {
                packed[packed.length - 6] ^= 1; // the checksum
                yield packed;
            }
            default -> new byte[] {0x0B, 0x02};
        };
    }

    private static String coding(String kind) {
        return kind.equals("br") ? "br" : "gzip";
    }

    @ParameterizedTest
    @CsvSource({
        "deflate, deflate",
        "compress, compress",
        "zstd, zstd",
        "'gzip, br', 'gzip, br'",
        "'gzip,gzip,gzip,gzip', 'gzip, gzip, gzip, gzip'",
        "*, *"
    })
    void ofAnotherKindIsNamed(String coding, String named) {
        platform.answer(packed(200, JSON, gzip(JSON), coding));

        assertThatThrownBy(() -> pay.chain("v3/any").get())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("The reply to GET v3/any, HTTP 200, cannot be read: its Content-Encoding is \"" + named
                        + "\", and only gzip, at most 3 times, is unpacked. The request asked for none, so a proxy on the"
                        + " way added it: turn compression off there. It changes nothing, so it may be sent again");
    }

    /** One byte more than the limit, and the limit itself. */
    @ParameterizedTest
    @CsvSource({"20000, true", "20001, false"})
    void isBoundedByWhatItMakes(int bytes, boolean taken) {
        byte[] plain = ("\"" + "x".repeat(bytes - 2) + "\"").getBytes(StandardCharsets.UTF_8);
        platform.answer(packed(200, plain, gzip(plain), "gzip").with("Content-Type", "text/plain"));

        if (taken) {
            assertThat(pay.chain("v3/any").get().bytes()).isEqualTo(plain);
        } else {
            assertThatThrownBy(() -> pay.chain("v3/any").get()).isInstanceOf(TransportException.class);
        }
    }

    /**
     * Apache HttpClient 5.6 async, unlike 5.5, unpacks gzip by default, and leaves Content-Encoding and the packed length
     * beside the plain bytes. Ours hands over what came, and its request asks for nothing of its own.
     */
    @Test
    void isLeftAloneByTheEngine() throws Exception {
        byte[] sent = gzip(JSON);
        platform.answer(packed(200, sent, gzip(sent), "gzip").with("Content-Type", "application/x-gzip"));

        // Signed is what one unpacking gives: an engine that unpacked as well would break the signature.
        Reply reply = pay.chain("v3/any").get();

        assertThat(reply.bytes()).isEqualTo(sent);
        assertThat(platform.received.get(0).headers().get("Accept-Encoding")).containsExactly("identity");
    }

    /** Every read ends where a member ends, and available() is 0: GZIPInputStream of Java 17 to 22 ends there. */
    @Test
    void isReadToItsTrueEnd() throws Exception {
        byte[] first = gzip("first,".getBytes(StandardCharsets.UTF_8));
        byte[] second = gzip("second".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(Gunzip.bytes(inTwoReads(first, second), 100), StandardCharsets.UTF_8))
                .isEqualTo("first,second");
        assertThat(new String(Gunzip.of(inTwoReads(first, second)).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("first,second");
    }

    private static InputStream inTwoReads(byte[] first, byte[] second) {
        return new InputStream() {
            private final ByteArrayInputStream one = new ByteArrayInputStream(first);
            private final ByteArrayInputStream two = new ByteArrayInputStream(second);

            @Override
            public int read() {
                int next = one.read();
                return next < 0 ? two.read() : next;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                int read = one.read(into, from, length);
                return read < 0 ? two.read(into, from, length) : read;
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }
}
