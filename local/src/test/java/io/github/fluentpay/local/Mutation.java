package io.github.fluentpay.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Valid input with a few bytes changed, from a seed that is printed; {@code -Dfluentpay.seed=…} repeats it. */
public final class Mutation {

    /** Each kind of input is tried so many times; {@code -Dfluentpay.rounds=…} changes it. */
    public static final int ROUNDS = Integer.getInteger("fluentpay.rounds", 20_000);

    private static final List<String> SPECIAL = List.of(
            "\"",
            "'",
            "\\",
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            "\0",
            "\u0080",
            "\u00ff",
            "\u20ac",
            ";",
            ",",
            "=",
            "&",
            "?",
            "#",
            "/",
            "//",
            "..",
            "%",
            "%0",
            "%00",
            "%zz",
            "%ff",
            "%C3%28",
            "%F0%9F%98%80",
            ":",
            " ",
            "\t",
            "+",
            "{",
            "}",
            "[",
            "]",
            "null",
            "true",
            "-1",
            "0",
            "1e999999999",
            "9223372036854775808",
            "0x7f",
            "\\u0000",
            "\\ud800",
            "\ud83d\ude00",
            "--",
            "\r\n--",
            "; charset=\"x",
            "; charset=utf-7",
            "; boundary=\"",
            "name=\"\"",
            "<a>");

    /** One round. */
    @FunctionalInterface
    public interface Round {
        void run(Mutation mutation) throws Exception;
    }

    private final Random random;

    private Mutation(Random random) {
        this.random = random;
    }

    /** Runs all rounds; a failure names the seed and the round. */
    public static void check(int rounds, Round round) {
        long seed = Long.getLong("fluentpay.seed", System.nanoTime());
        System.out.println("-Dfluentpay.seed=" + seed);
        Mutation mutation = new Mutation(new Random(seed));
        for (int i = 1; i <= rounds; i++) {
            try {
                round.run(mutation);
            } catch (Exception | AssertionError | StackOverflowError e) {
                throw new AssertionError("Round " + i + "; repeat it with -Dfluentpay.seed=" + seed + ": " + e, e);
            }
        }
    }

    /** A number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** One of them. */
    public <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The text with one to three changes, as UTF-8. */
    public String text(String good) {
        return new String(bytes(good.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** The bytes with one to three changes. */
    public byte[] bytes(byte[] good) {
        byte[] changed = good;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            changed = once(changed);
        }
        return changed;
    }

    private byte[] once(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(12));
        return switch (random.nextInt(9)) {
            case 0 -> replaced(bytes, from, to, new byte[0]);
            case 1 -> replaced(bytes, from, bytes.length, new byte[0]);
            case 2 -> replaced(bytes, to, to, slice(bytes, from, to));
            case 3 -> replaced(bytes, from, from, slice(bytes, 0, Math.min(bytes.length, 300)));
            case 4 -> replaced(bytes, from, to, random(to - from));
            case 5 -> replaced(bytes, from, from, repeated());
            case 6 -> replaced(bytes, from, Math.min(bytes.length, from + 1), special());
            default -> replaced(bytes, from, from, special());
        };
    }

    private byte[] special() {
        return of(SPECIAL).getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    /** A long token, or deep nesting. */
    private byte[] repeated() {
        return of(List.of("a", "[", "{\"a\":", "\"", "9", "%41", "/", ";a=b", "\\"))
                .repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 4_000 : 200))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(by);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
