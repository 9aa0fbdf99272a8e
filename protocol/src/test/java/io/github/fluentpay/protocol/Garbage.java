package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Notifications with a header or a part of the body changed, by somebody on the way or by the signer itself. */
final class Garbage {

    private static final List<String> HEADERS = List.of(
            SignatureHeaders.TIMESTAMP,
            SignatureHeaders.NONCE,
            SignatureHeaders.SIGNATURE,
            SignatureHeaders.SERIAL,
            SignatureHeaders.SIGNATURE_TYPE);

    private Garbage() {}

    static SignedNotification of(
            SignedNotification good, NotificationSigner signer, Instant now, RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> good.withHeader(HEADERS.get(random.nextInt(HEADERS.size())), text(random));
            case 1 -> good.withBody(bytes(good.body(), random));
            case 2 -> signer.sign(bytes(good.body(), random), now);
            case 3 -> signer.sign(field(JsonObject.parse(good.body()), random).toBytes(), now);
            default -> {
                JsonObject body = JsonObject.parse(good.body());
                JsonObject resource = field((JsonObject) body.fields().get("resource"), random);
                yield signer.sign(body.with("resource", resource).toBytes(), now);
            }
        };
    }

    private static JsonObject field(JsonObject json, RandomGenerator random) {
        List<String> names = List.copyOf(json.fields().keySet());
        String name = names.get(random.nextInt(names.size()));
        return switch (random.nextInt(8)) {
            case 0 -> json.without(name);
            case 1 -> json.with(name, JsonNull.INSTANCE);
            case 2 -> json.with(name, random.nextLong());
            case 3 -> json.with(name, random.nextBoolean());
            case 4 -> json.with(name, List.of("a", 1));
            case 5 -> json.with(name, Map.of("a", Map.of("b", 1)));
            case 6 -> json.with(name, Base64.getEncoder().encodeToString(new byte[random.nextInt(64)]));
            default -> json.with(name, text(random));
        };
    }

    private static byte[] bytes(byte[] good, RandomGenerator random) {
        byte[] changed = good.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed = Arrays.copyOf(changed, random.nextInt(changed.length + 40));
            case 2 -> random.nextBytes(changed);
            default -> changed = "[".repeat(random.nextInt(70_000)).getBytes(StandardCharsets.UTF_8);
        }
        return changed;
    }

    /** Of any characters, control characters included. */
    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            int bound = random.nextBoolean() ? 0x80 : 0xD800;
            text.append((char) random.nextInt(bound));
        }
        return text.toString();
    }
}
