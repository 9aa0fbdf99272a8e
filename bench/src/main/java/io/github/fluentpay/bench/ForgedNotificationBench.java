package io.github.fluentpay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.DiagnosisBudget;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.NotificationReader;
import io.github.fluentpay.protocol.NotificationSigner;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The cost of a notification that is genuine, one whose signature nobody made with the platform's key, one whose signature
 * is of another body, and the search for the change of such a one: the CPU time of this thread, in turn, until three rounds
 * agree.
 */
public final class ForgedNotificationBench {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final String KEY_ID = "PUB_KEY_ID_0112345678";
    private static final long ROUND = TimeUnit.MILLISECONDS.toNanos(300);

    private ForgedNotificationBench() {}

    /** Arguments: none. */
    public static void main(String[] args) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair platform = generator.generateKeyPair();
        ApiV3Key apiV3Key = ApiV3Key.of("0123456789abcdef0123456789abcdef");
        VerifyingKeys keys = VerifyingKeys.of(VerifyingKey.ofPublicKey(KEY_ID, platform.getPublic()));
        NotificationReader reader = new NotificationReader(() -> keys, apiV3Key);
        // A second goes by with each look at this clock, so that the budget pays for every search.
        AtomicLong clock = new AtomicLong();
        NotificationReader searching = new NotificationReader(
                () -> keys, apiV3Key, DiagnosisBudget.of(() -> clock.addAndGet(TimeUnit.SECONDS.toNanos(1))));
        NotificationSigner signer =
                new NotificationSigner(KEY_ID, MerchantKey.of(platform.getPrivate()), apiV3Key, new Random(1));
        for (int kilobytes : new int[] {1, 15, 60}) {
            SignedNotification genuine = notification(signer, kilobytes * 1024);
            byte[] noise = new byte[256];
            new Random(2).nextBytes(noise);
            noise[0] = 0;
            SignedNotification forged = genuine.withHeader(
                    "Wechatpay-Signature", Base64.getEncoder().encodeToString(noise));
            String text = new String(genuine.body(), UTF_8);
            SignedNotification replayed =
                    genuine.withBody(text.replace("EV-", "EW-").getBytes(UTF_8));
            measure(reader, searching, kilobytes, genuine, forged, replayed);
        }
    }

    private static SignedNotification notification(NotificationSigner signer, int bytes) {
        int padding = 0;
        while (true) {
            SignedNotification sent = signer.sign(
                    "TRANSACTION.SUCCESS", "transaction", JsonObject.of("attach", "x".repeat(padding)), NOW);
            if (sent.body().length >= bytes) {
                return sent;
            }
            padding += Math.max(1, (bytes - sent.body().length) * 3 / 4);
        }
    }

    private static void measure(
            NotificationReader reader, NotificationReader searching, int kilobytes, SignedNotification... sent) {
        double[] before = new double[sent.length + 1];
        int agreeing = 0;
        for (int round = 1; agreeing < 3 && round <= 40; round++) {
            boolean agree = true;
            for (int i = 0; i < before.length; i++) {
                double cost = i < sent.length ? cost(reader, sent[i]) : cost(searching, sent[i - 1]);
                agree &= Math.abs(cost - before[i]) <= 0.1 * before[i];
                before[i] = cost;
            }
            agreeing = agree ? agreeing + 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "%2d KB: genuine %.1f us, forged signature %.1f us, signature of another body %.1f us, its search %.1f us%s%n",
                kilobytes,
                before[0],
                before[1],
                before[2],
                before[3],
                agreeing < 3 ? " (rounds did not agree)" : "");
    }

    /** Microseconds of this thread's CPU for one. */
    private static double cost(NotificationReader reader, SignedNotification sent) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        long now = begin;
        int count = 0;
        while (now - begin < ROUND) {
            for (int i = 0; i < 10; i++) {
                try {
                    reader.read(sent, NOW);
                } catch (ValidationException refused) {
                    // Two of three are.
                }
                count++;
            }
            now = threads.getCurrentThreadCpuTime();
        }
        return (now - begin) / 1000.0 / count;
    }
}
