package io.github.fluentpay.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.TestKeys;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row is a notification under a real signature, and a thing that happens to bodies on their way. */
class ChangedBodyTest {

    private static final String KEY_ID = "PUB_KEY_ID_0112345678";
    private static final ApiV3Key API_V3_KEY = ApiV3Key.of("0123456789abcdef0123456789abcdef");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final VerifyingKeys KEYS =
            VerifyingKeys.of(VerifyingKey.ofPublicKey(KEY_ID, TestKeys.OTHER_RSA.getPublic()));
    private static final NotificationSigner PLATFORM =
            new NotificationSigner(KEY_ID, MerchantKey.of(TestKeys.OTHER_RSA.getPrivate()), API_V3_KEY, new Random(3));
    private static final JsonObject RESOURCE =
            JsonObject.of("out_trade_no", "1217752501201407033233368018", "attach", "a/b");
    private static final SignedNotification SENT = PLATFORM.sign("TRANSACTION.SUCCESS", "transaction", RESOURCE, NOW);

    private static final int WITHIN_A_CHARACTER = new String(SENT.body(), UTF_8).indexOf("支") + 1;

    private static final String RAW =
            "pass the raw bytes, as they were before any JSON library, filter or string conversion touched them";
    private static final String REWRITTEN = "the body was re-serialised";
    private static final String FORM = "the body was read or written as a form";
    private static final String NO_FORM = "let nothing read the body as a form, no getParameter either; " + RAW;
    private static final String EVENT = "the body is the whole event of a gateway, function service or queue";
    private static final String FIELD = "pass the bytes of its field \"%s\"";
    private static final String FIELD_DECODED = "pass the bytes of its field \"%s\", decoded from Base64";
    private static final String UNPACK = "unpack it before you pass the bytes; a proxy packed it";

    static Stream<Arguments> layers() {
        Charset gbk = Charset.forName("GBK");
        return Stream.of(
                // JSON, parsed and written again
                text("sorted keys", body -> sorted(body).toJson(), REWRITTEN, RAW),
                text("spaces", body -> spaced(body), REWRITTEN, RAW),
                text("pretty-printed", body -> pretty(body, "\n"), REWRITTEN, RAW),
                text("pretty-printed on Windows", body -> pretty(body, "\r\n"), REWRITTEN, RAW),
                text("pretty-printed, keys sorted", body -> pretty(sorted(body).toJson(), "\n"), REWRITTEN, RAW),
                text("escaped beyond ASCII", ChangedBodyTest::escaped, REWRITTEN, RAW),
                text("escaped slashes", body -> body.replace("/", "\\/"), REWRITTEN, RAW),
                text("escaped for HTML", body -> body.replace("=", "\\u003d").replace("+", "\\u002B"), REWRITTEN, RAW),
                text(
                        "escaped beyond ASCII, sorted",
                        body -> escaped(sorted(body).toJson()),
                        REWRITTEN,
                        RAW),
                text("nulls of a class", body -> withNull(body).toJson(), REWRITTEN, RAW),
                text("names of a class", ChangedBodyTest::camelCase, REWRITTEN, RAW),
                text(
                        "names of a class, with nulls",
                        body -> camelCase(withNull(body).toJson()),
                        REWRITTEN,
                        RAW),
                // character sets
                recoded("ISO-8859-1 read", ISO_8859_1, UTF_8, "the body was read as ISO-8859-1 and written as UTF-8"),
                signed(
                        "windows-1252 read",
                        // Windows has no character for five bytes, and the usual summary has one of them.
                        body -> body.replace("支付成功", "关闭"),
                        body -> new String(body.getBytes(UTF_8), Charset.forName("windows-1252")),
                        "the body was read as windows-1252 and written as UTF-8",
                        RAW),
                recoded("GBK written", UTF_8, gbk, "the body was read as UTF-8 and written as GBK"),
                recoded("UTF-16 written", UTF_8, UTF_16, "the body was read as UTF-8 and written as UTF-16"),
                recoded("UTF-16LE written", UTF_8, UTF_16LE, "the body was read as UTF-8 and written as UTF-16LE"),
                bytes(
                        "encoded three times",
                        body -> new String(new String(body, ISO_8859_1).getBytes(UTF_8), ISO_8859_1).getBytes(UTF_8),
                        "the body was read as ISO-8859-1 and written as UTF-8, and before that the body was read as"
                                + " ISO-8859-1 and written as UTF-8",
                        RAW),
                recoded("written as ASCII", UTF_8, US_ASCII, "characters of the body were lost: they are '?' now"),
                recoded(
                        "written as ISO-8859-1",
                        UTF_8,
                        ISO_8859_1,
                        "characters of the body were lost: they are '?' now"),
                recoded("read as ASCII", US_ASCII, UTF_8, "characters of the body were lost: they are U+FFFD now"),
                // ends and line ends
                text(
                        "a byte order mark",
                        body -> "\uFEFF" + body,
                        "a byte order mark (BOM) was added to the body",
                        RAW),
                text("a line end added", body -> body + "\n", "white space was added around the body", RAW),
                text("white space around", body -> " \t" + body + "\r\n", "white space was added around the body", RAW),
                text("a NUL added", body -> body + "\0", "white space was added around the body", RAW),
                signed(
                        "a line end cut",
                        body -> body + "\n",
                        String::strip,
                        "the body's last line end was cut off",
                        RAW),
                signed("CR LF cut", body -> body + "\r\n", String::strip, "the body's last line end was cut off", RAW),
                signed(
                        "CR LF made of LF",
                        body -> pretty(body, "\n"),
                        body -> body.replace("\n", "\r\n"),
                        "the body's line ends were changed",
                        RAW),
                signed(
                        "LF made of CR LF",
                        body -> pretty(body, "\r\n"),
                        body -> body.replace("\r\n", "\n"),
                        "the body's line ends were changed",
                        RAW),
                // wrappings
                text("Base64", ChangedBodyTest::base64, "the body is Base64", "decode it before you pass the bytes"),
                text(
                        "Base64 in lines",
                        body -> Base64.getMimeEncoder().encodeToString(body.getBytes(UTF_8)) + "\r\n",
                        "the body is Base64",
                        "decode it before you pass the bytes"),
                text(
                        "Base64 of URLs",
                        body -> Base64.getUrlEncoder().withoutPadding().encodeToString(body.getBytes(UTF_8)),
                        "the body is Base64",
                        "decode it before you pass the bytes"),
                text(
                        "Base64 in quotes",
                        body -> '"' + base64(body) + '"',
                        "the body is a JSON string, and before that the body is Base64",
                        "read the string before you pass the bytes"),
                text(
                        "an event with Base64",
                        body -> event("body", base64(body), true),
                        EVENT,
                        FIELD_DECODED.formatted("body")),
                text("an event with text", body -> event("body", body, false), EVENT, FIELD.formatted("body")),
                text(
                        "an event whose flag is text",
                        body -> event("body", base64(body), "true"),
                        EVENT,
                        FIELD_DECODED.formatted("body")),
                text(
                        "an event with JSON",
                        body -> event("body", JsonObject.parse(body), false),
                        EVENT,
                        FIELD.formatted("body")),
                text("a queue's message", body -> event("payload", body, false), EVENT, FIELD.formatted("payload")),
                text(
                        "an event that was printed prettily",
                        body -> pretty(event("body", base64(body), true), "\n"),
                        EVENT,
                        FIELD_DECODED.formatted("body")),
                text(
                        "an event in Base64",
                        body -> base64(event("body", body, false)),
                        "the body is Base64, and before that " + EVENT,
                        "decode it before you pass the bytes"),
                text(
                        "a JSON string",
                        ChangedBodyTest::quoted,
                        "the body is a JSON string",
                        "read the string before you pass the bytes"),
                text(
                        "a JSON string twice",
                        body -> quoted(quoted(body)),
                        "the body is a JSON string, and before that the body is a JSON string",
                        "read the string before you pass the bytes"),
                text(
                        "a JSON string without its quotes",
                        body -> quoted(body).substring(1, quoted(body).length() - 1),
                        "the body is a JSON string",
                        "read the string before you pass the bytes"),
                text("a form's blanks", body -> body.replace('+', ' '), FORM, NO_FORM),
                text("percent-encoded", body -> URLEncoder.encode(body, UTF_8), FORM, NO_FORM),
                text(
                        "percent-encoded, blanks as %20",
                        body -> URLEncoder.encode(body, UTF_8).replace("+", "%20"), FORM, NO_FORM),
                text("a form's name", body -> URLEncoder.encode(body, UTF_8) + "=", FORM, NO_FORM),
                text("a form's value", body -> "body=" + URLEncoder.encode(body, UTF_8), FORM, NO_FORM),
                text("a form's parameters, written again", ChangedBodyTest::parameters, FORM, NO_FORM),
                text(
                        "escaped quotes",
                        body -> body.replace("&", "&amp;").replace("\"", "&quot;"),
                        "the body was escaped for HTML",
                        "take the filter against cross-site scripting (XSS) off this path; " + RAW),
                text(
                        "escaped quotes and characters",
                        ChangedBodyTest::entities,
                        "the body was escaped for HTML",
                        "take the filter against cross-site scripting (XSS) off this path; " + RAW),
                bytes("gzip", body -> packed(body, ChangedBodyTest::gzip), "the body is packed (gzip)", UNPACK),
                bytes(
                        "deflate",
                        body -> packed(body, DeflaterOutputStream::new),
                        "the body is packed (deflate)",
                        UNPACK),
                bytes(
                        "gzip in Base64",
                        body -> Base64.getEncoder().encode(packed(body, ChangedBodyTest::gzip)),
                        "the body is Base64, and before that the body is packed (gzip)",
                        "decode it before you pass the bytes"),
                text(
                        "chunks",
                        ChangedBodyTest::chunks,
                        "the lengths of HTTP chunks are in the body",
                        "let the server take chunked transfer coding off; " + RAW),
                text(
                        "a whole message",
                        body -> "POST /notify HTTP/1.1\r\nHost: x\r\n\r\n" + body,
                        "headers are in front of the body",
                        "pass what follows the empty line"),
                text(
                        "printed by Python",
                        body -> spaced(body).replace('"', '\''),
                        "the body was parsed and printed by toString()",
                        RAW),
                // nothing left to prove it by
                text(
                        "printed by Java",
                        body -> "{id=EV-1, event_type=COUPON.SEND}",
                        "the body was parsed and printed by toString()",
                        RAW),
                text(
                        "printed by JavaScript",
                        body -> "[object Object]",
                        "the body was parsed and printed by toString()",
                        RAW),
                bytes(
                        "cut off",
                        body -> Arrays.copyOf(body, 256),
                        "the body ends in the middle, after 256 bytes",
                        "raise the limit that cuts it, or read to the end of the stream; " + RAW),
                bytes(
                        "cut off within a character",
                        body -> Arrays.copyOf(body, WITHIN_A_CHARACTER),
                        "the body ends in the middle, after " + WITHIN_A_CHARACTER + " bytes",
                        "raise the limit that cuts it, or read to the end of the stream; " + RAW),
                text("empty", body -> "", "the body is empty, so something read it before", RAW),
                text("blank", body -> "\r\n", "the body is empty, so something read it before", RAW),
                text("null", body -> "null", "the body is empty, so something read it before", RAW),
                text("no fields", body -> "{}", "the body is empty, so something read it before", RAW),
                // several
                text(
                        "sorted and a byte order mark",
                        body -> "\uFEFF" + sorted(body).toJson(),
                        "a byte order mark (BOM) was added to the body, and before that the body was re-serialised",
                        RAW),
                bytes(
                        "ISO-8859-1 and sorted",
                        body -> sorted(new String(body, ISO_8859_1)).toBytes(),
                        "the body was read as ISO-8859-1 and written as UTF-8, and before that the body was"
                                + " re-serialised",
                        RAW));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void namesTheLayer(String what, SignedNotification sent, byte[] body, String change, String cure) {
        SignedNotification arrived = sent.withBody(body);

        ValidationException refused = refusal(arrived);

        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(Refusal.Reason.BODY_CHANGED);
        assertThat(refused)
                .hasMessage("The notification cannot be trusted: its signature does not fit its body: " + change + ": "
                        + cure);
        assertThat(NotificationAnswer.failure(refused).status()).isEqualTo(401);
    }

    /** Only who can sign as the platform is told anything; the same bodies under another's signature are forged. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void namesNothingUnderAForgedSignature(
            String what, SignedNotification sent, byte[] body, String change, String cure) {
        NotificationSigner forger =
                new NotificationSigner(KEY_ID, MerchantKey.of(TestKeys.RSA.getPrivate()), API_V3_KEY, new Random(5));

        ValidationException refused = refusal(forger.sign(sent.body(), NOW).withBody(body));

        assertThat(refused.reason())
                .isEqualTo(
                        change.startsWith("the body is empty")
                                ? Refusal.Reason.BODY_CHANGED
                                : Refusal.Reason.WRONG_SIGNATURE);
    }

    /** A layer is undone to be named, and what it hid is still not accepted. */
    @Test
    void namesNothingThatWasNotSigned() {
        String other = new String(SENT.body(), UTF_8).replace("EV-", "EW-");

        for (String body : new String[] {other, base64(other), quoted(other), event("body", base64(other), true)}) {
            assertThat(refusal(SENT.withBody(body.getBytes(UTF_8))).reason()).isEqualTo(Refusal.Reason.WRONG_SIGNATURE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsigned")
    void knowsWhatItIsThatHasNoSignature(String what, String body, Refusal.Reason reason, String message) {
        ValidationException refused =
                refusal(NotificationRequest.of(Map.of("Content-Type", "text/xml"), body.getBytes(UTF_8)));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessage("The notification cannot be trusted: " + message);
        assertThat(NotificationAnswer.failure(refused).status()).isEqualTo(401);
    }

    static Stream<Arguments> unsigned() {
        String apiV2 =
                "it is an APIv2 notification (XML, signed in its field sign): the order, refund or contract was made"
                        + " by APIv2, or its notify_url was. Give that one the notify_url of an APIv2 receiver, or make it by an"
                        + " APIv3 call, v3/pay/transactions/… for an order";
        String payment = "<xml><appid><![CDATA[wx2421b1c4370ec43b]]></appid><sign><![CDATA[B552]]></sign></xml>";
        String missing = "the header Wechatpay-Timestamp is missing; ";
        return Stream.of(
                Arguments.of("a payment", payment, Refusal.Reason.APIV2_NOTIFICATION, apiV2),
                Arguments.of("line ends", "\r\n" + payment + "\n", Refusal.Reason.APIV2_NOTIFICATION, apiV2),
                Arguments.of("a byte order mark", "\uFEFF" + payment, Refusal.Reason.APIV2_NOTIFICATION, apiV2),
                Arguments.of(
                        "a declaration",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + payment,
                        Refusal.Reason.APIV2_NOTIFICATION,
                        apiV2),
                Arguments.of("an attribute", "<xml version=\"1\"><a/></xml>", Refusal.Reason.APIV2_NOTIFICATION, apiV2),
                Arguments.of(
                        "an event",
                        "{\"headers\":{\"wechatpay-signature\":\"x\"},\"body\":\"{}\"}",
                        Refusal.Reason.MISSING_HEADER,
                        missing + "it is in the body, which is the whole event of a gateway, function service or queue:"
                                + " take headers and body out of that event"),
                Arguments.of(
                        "another XML",
                        "<xmlrpc/>",
                        Refusal.Reason.MISSING_HEADER,
                        missing + "a proxy may have dropped it, or the sender is not the platform"),
                Arguments.of(
                        "nothing",
                        "",
                        Refusal.Reason.MISSING_HEADER,
                        missing + "a proxy may have dropped it, or the sender is not the platform"));
    }

    private static ValidationException refusal(NotificationRequest request) {
        NotificationReader reader = new NotificationReader(() -> KEYS, API_V3_KEY);
        return catchThrowableOfType(ValidationException.class, () -> reader.read(request, NOW));
    }

    private static Arguments text(String what, UnaryOperator<String> layer, String change, String cure) {
        return bytes(what, body -> layer.apply(new String(body, UTF_8)).getBytes(UTF_8), change, cure);
    }

    private static Arguments recoded(String what, Charset read, Charset written, String change) {
        return bytes(what, body -> new String(body, read).getBytes(written), change, RAW);
    }

    private static Arguments bytes(String what, UnaryOperator<byte[]> layer, String change, String cure) {
        return Arguments.of(what, SENT, layer.apply(SENT.body()), change, cure);
    }

    /** A platform that writes otherwise than ours does. */
    private static Arguments signed(
            String what, UnaryOperator<String> platform, UnaryOperator<String> layer, String change, String cure) {
        String body = platform.apply(new String(SENT.body(), UTF_8));
        SignedNotification sent = PLATFORM.sign(body.getBytes(UTF_8), NOW);
        return Arguments.of(what, sent, layer.apply(body).getBytes(UTF_8), change, cure);
    }

    private static JsonObject sorted(String body) {
        JsonObject json = JsonObject.parse(body);
        TreeMap<String, Object> fields = new TreeMap<>(json.fields());
        fields.put(
                "resource",
                JsonObject.from(new TreeMap<>(json.object("resource").fields())));
        return JsonObject.from(fields);
    }

    private static JsonObject withNull(String body) {
        return JsonObject.parse(body).with("attach", JsonNull.INSTANCE);
    }

    private static String spaced(String body) {
        return body.replace("\":", "\": ").replace(",\"", ", \"");
    }

    private static String pretty(String body, String end) {
        return body.replace("{", "{" + end + "  ")
                .replace(",\"", "," + end + "  \"")
                .replace("}", end + "}");
    }

    private static String camelCase(String body) {
        return Pattern.compile("_([a-z])(?=[a-z_]*\":)")
                .matcher(body)
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    private static String mapped(String body, Function<Character, String> replacement) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            out.append(replacement.apply(body.charAt(i)));
        }
        return out.toString();
    }

    private static String escaped(String body) {
        return mapped(body, c -> c > 0x7E ? "\\u%04x".formatted((int) c) : c.toString());
    }

    private static String entities(String body) {
        return mapped(body, c -> c > 0x7E || "\"+=/'".indexOf(c) >= 0 ? "&#" + (int) c + ";" : c.toString());
    }

    private static String quoted(String body) {
        return JsonString.of(body).toJson();
    }

    private static String base64(String body) {
        return Base64.getEncoder().encodeToString(body.getBytes(UTF_8));
    }

    private static String event(String field, Object body, Object isBase64) {
        return JsonObject.of(
                        "version",
                        "v1",
                        "rawPath",
                        "/notify",
                        "headers",
                        JsonObject.of("Content-Type", "application/json"),
                        field,
                        body,
                        "isBase64Encoded",
                        isBase64)
                .toJson();
    }

    /** As a servlet container takes the body apart, at its first '=', and a framework puts it together again. */
    private static String parameters(String body) {
        String read = body.replace('+', ' ');
        int end = read.indexOf('=');
        String name = end < 0 ? read : read.substring(0, end);
        String value = end < 0 ? "" : read.substring(end + 1);
        return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    }

    private static String chunks(String body) {
        byte[] all = body.getBytes(UTF_8);
        int half = 100;
        String first = body.substring(0, half);
        return Integer.toHexString(half) + "\r\n" + first + "\r\n" + Integer.toHexString(all.length - half) + ";x=y\r\n"
                + body.substring(half) + "\r\n0\r\n\r\n";
    }

    private interface Packer {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static OutputStream gzip(OutputStream out) throws IOException {
        return new GZIPOutputStream(out);
    }

    private static byte[] packed(byte[] body, Packer packer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packing = packer.over(out)) {
            packing.write(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
