package io.github.fluentpay.bench;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.client.TransportReply;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.RedeemedCoupons;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsReturn;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A platform that costs nothing: it answers by itself, and what it answers is signed already. */
final class FreePlatform {

    private FreePlatform() {}

    /** A client whose every call has the answer that a LocalPay has given once, after that time. */
    static FluentPay answering(Duration latency) {
        AtomicReference<@Nullable TransportReply> answer = new AtomicReference<>();
        try (LocalPay localPay = LocalPay.start();
                FluentPay recording = FluentPay.builder()
                        .profile(localPay.profile())
                        .decorateTransport(engine -> request -> {
                            CompletableFuture<TransportReply> reply = engine.send(request);
                            reply.thenAccept(answer::set);
                            return reply;
                        })
                        .build()) {
            RedeemedCoupons coupons =
                    localPay.coupons().redeemed(localPay.merchant().mchid(), 1);
            giveBack(recording, coupons.stockId(), coupons.codes().get(0)).join();
            TransportReply reply = Objects.requireNonNull(answer.get());
            Merchant merchant = localPay.merchant();
            byte[] signature = merchant.signer().sign(new byte[0]);
            return FluentPay.builder()
                    .profile(localPay.profile())
                    .merchant(new Merchant(merchant.mchid(), merchant.serialNumber(), message -> signature.clone()))
                    .transport(request -> answer(reply, latency))
                    .maxConnections(10_000)
                    .build();
        }
    }

    private static CompletableFuture<TransportReply> answer(TransportReply reply, Duration latency) {
        CompletableFuture<TransportReply> answer = new CompletableFuture<>();
        return latency.isZero()
                ? CompletableFuture.completedFuture(reply)
                : answer.completeOnTimeout(reply, latency.toNanos(), TimeUnit.NANOSECONDS);
    }

    static CompletableFuture<?> giveBack(FluentPay pay, String stock, String code) {
        return pay.v3()
                .marketing()
                .busifavor()
                .coupons()
                .return_()
                .timeout(Duration.ofSeconds(20))
                .retry(RetryPolicy.none())
                .postAsync(BusifavorCouponsReturn.Request.of(
                        b -> b.couponCode(code).stockId(stock).returnRequestNo("return-" + code)));
    }
}
