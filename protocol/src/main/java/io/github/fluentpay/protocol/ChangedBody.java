package io.github.fluentpay.protocol;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a notification whose body was changed between the platform and here from a forged one: undoes what web frameworks do
 * to bodies, and looks for the body that was signed. A forged signature ends this at once: nothing was signed. The rest
 * is paid from a {@link DiagnosisBudget}.
 */
final class ChangedBody {

    /** Longer ones are not examined; documented notifications are a few hundred bytes. */
    static final int LONGEST = 16 * 1024;

    private static final String CURE =
            ": pass the raw bytes, as they were before any JSON library, filter or string conversion touched them";

    /** What a server takes where nobody says UTF-8: by the servlet specification, and on a Chinese Windows. */
    private static final List<Charset> OTHER_CHARSETS = Stream.of("ISO-8859-1", "GBK")
            .filter(Charset::isSupported)
            .map(Charset::forName)
            .toList();

    /** Orders of the envelope's fields: as documented, and as seen; what else there is comes last. */
    private static final List<List<String>> ENVELOPE = List.of(
            List.of("id", "create_time", "resource_type", "event_type", "summary", "resource"),
            List.of("id", "create_time", "event_type", "resource_type", "summary", "resource"),
            List.of("id", "create_time", "event_type", "resource_type", "resource", "summary"));

    private static final List<List<String>> RESOURCE = List.of(
            List.of("original_type", "algorithm", "ciphertext", "associated_data", "nonce"),
            List.of("algorithm", "ciphertext", "nonce", "associated_data", "original_type"),
            List.of("original_type", "algorithm", "associated_data", "nonce", "ciphertext"));

    private ChangedBody() {}

    /** A refusal that names the change, if one explains the signature; else the refusal as it is, or why nobody looked. */
    static Refusal recognise(
            SignatureHeaders headers, byte[] body, VerifyingKeys keys, Refusal otherwise, DiagnosisBudget budget) {
        if (body.length == 0) {
            return changed("the body is empty, so something read it before");
        }
        Predicate<byte[]> fits = fits(headers, keys);
        if (fits == null) {
            return otherwise;
        }
        String refused = body.length > LONGEST ? "it is longer than " + LONGEST + " bytes" : budget.begin();
        if (refused != null) {
            return new Refusal(
                    otherwise.reason(), otherwise.message() + ". The body was not examined further: " + refused);
        }
        try {
            String change = change(body, fits);
            return change == null ? otherwise : changed(change);
        } finally {
            budget.end();
        }
    }

    private static Refusal changed(String change) {
        return new Refusal(Refusal.Reason.BODY_CHANGED, "its signature does not fit its body: " + change + CURE);
    }

    /** Tells whether a body was signed; null if the signature was not made with the key that is named, so that none was. */
    private static @Nullable Predicate<byte[]> fits(SignatureHeaders headers, VerifyingKeys keys) {
        String timestamp = headers.timestamp();
        String nonce = headers.nonce();
        String serial = headers.serial();
        String signature = headers.signature();
        if (timestamp == null || nonce == null || serial == null || signature == null) {
            return null;
        }
        byte[] raw = Base64.getDecoder().decode(signature);
        SignedDigest digest = keys.find(serial)
                .map(key -> SignedDigest.recover(key.publicKey(), raw))
                .orElse(null);
        return digest == null ? null : candidate -> digest.isOf(StringToSign.ofReply(timestamp, nonce, candidate));
    }

    private static @Nullable String change(byte[] body, Predicate<byte[]> fits) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (fits.test(utf8(text.strip()))) {
            return "white space was added around the body";
        }
        if (fits.test(utf8(text + "\n"))) {
            return "the body's last line end was cut off";
        }
        String charset = charset(body, text, fits);
        if (charset != null) {
            return charset;
        }
        JsonObject json = parsed(text);
        if (json == null) {
            return text.strip().startsWith("{") && text.contains("event_type=")
                    ? "the body was parsed and printed by toString()"
                    : null;
        }
        boolean written = rewritten(json).map(ChangedBody::utf8).anyMatch(fits);
        return written ? "the body was re-serialised" : null;
    }

    /** UTF-8, as the platform sends, on its way through another charset, as far as that keeps what it is given. */
    private static @Nullable String charset(byte[] body, String text, Predicate<byte[]> fits) {
        for (Charset other : OTHER_CHARSETS) {
            if (fits.test(text.getBytes(other))) {
                return "the body was read as " + other + " and written as UTF-8";
            }
            if (fits.test(utf8(new String(body, other)))) {
                return "the body was read as UTF-8 and written as " + other;
            }
        }
        return null;
    }

    private static @Nullable JsonObject parsed(String text) {
        try {
            return JsonObject.parse(text);
        } catch (InvalidJsonException notJson) {
            return null;
        }
    }

    /** The body without white space, in its own order and in the platform's. */
    private static Stream<String> rewritten(JsonObject json) {
        Stream.Builder<String> texts = Stream.builder();
        texts.add(json.toJson());
        for (List<String> outer : ENVELOPE) {
            JsonObject ordered = ordered(json, outer);
            if (!(ordered.get("resource") instanceof JsonObject resource)) {
                continue;
            }
            for (List<String> inner : RESOURCE) {
                texts.add(ordered.with("resource", ordered(resource, inner)).toJson());
            }
        }
        return texts.build().distinct();
    }

    private static JsonObject ordered(JsonObject json, List<String> names) {
        JsonObject.Builder ordered = JsonObject.builder();
        Stream.concat(names.stream().filter(json::has), json.fields().keySet().stream())
                .distinct()
                .forEach(name -> ordered.put(name, json.get(name)));
        return ordered.build();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
