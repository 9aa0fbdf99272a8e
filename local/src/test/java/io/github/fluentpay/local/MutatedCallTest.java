package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.busifavor.Busifavor;
import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.exchange.Router;
import io.github.fluentpay.local.files.FileStore;
import io.github.fluentpay.local.files.FileUrls;
import io.github.fluentpay.local.identity.CertificateDownload;
import io.github.fluentpay.local.identity.Identity;
import io.github.fluentpay.local.identity.Merchants;
import io.github.fluentpay.local.identity.PlatformKeys;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.identity.SealedFields;
import io.github.fluentpay.local.identity.SecurityEcho;
import io.github.fluentpay.local.payment.Payments;
import io.github.fluentpay.local.productcoupon.ProductCoupons;
import io.github.fluentpay.local.schema.Schema;
import io.github.fluentpay.local.signature.RequestCheck;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.RequestSigner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Requests with a few bytes changed, handed to the check of signatures and to the endpoints behind it. A signature takes
 * longer than all the rest of an exchange; without one for each reply there is time for many.
 */
class MutatedCallTest {

    private static final String MCHID = "1900000001";

    private static Database database;
    private static Identity identity;
    private static Router router;
    private static Router laxRouter;
    private static RequestCheck check;

    /** A request that is good. */
    private record Good(String method, String target, String body) {}

    private static final List<Good> GOOD = new ArrayList<>();

    @BeforeAll
    static void wire() {
        Clock clock = new SettableClock(Instant.parse("2026-11-23T04:00:00Z"));
        Randomness random = new Randomness(new SplittableRandom(7));
        database = Database.inMemory();
        identity = Identity.generate(random, clock.instant());
        database.transaction(transaction -> Busifavor.loadExample(transaction, MCHID, clock));
        Merchants merchants = new Merchants(database);
        merchants.put(identity.merchant());
        PlatformKeys keys = new PlatformKeys(identity.platform(), 1, random, clock, null);
        Outbox outbox = new Outbox(clock, random);
        SealedFields sealing = new SealedFields(keys, merchants);
        List<Route> routes = new ArrayList<>(new Busifavor(database, clock, random, merchants, outbox).routes());
        routes.addAll(new Payments(database, clock, random, outbox, () -> URI.create("http://127.0.0.1:1")).routes());
        routes.addAll(new ProductCoupons(database, clock, random, outbox).routes());
        routes.add(new CertificateDownload(keys, merchants, random).route());
        routes.add(new SecurityEcho(sealing, (mchid, url, resource) -> {}).route());
        Schema schema = new Schema(sealing, new FileStore(database, clock), new FileUrls("http://127.0.0.1:1"), clock);
        router = new Router(routes, schema.routes(), true);
        laxRouter = new Router(routes, schema.routes(), false);
        check = new RequestCheck(merchants, keys, router::template, clock);
        good();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static void good() {
        Catalogue.load().operations().forEach(operation -> {
            ExampleRequest example = ExampleRequest.of(operation);
            GOOD.add(new Good(
                    operation.verb().name(),
                    example.target(example.query()),
                    example.body().fields().isEmpty() ? "" : example.body().toJson()));
        });
        // Those with state count more often.
        for (int i = 0; i < 100; i++) {
            String order = PaymentFixture.number();
            post(CouponFixture.BASE + "/stocks", CouponFixture.stockBody("MERCHANT_API"));
            post(CouponFixture.BASE + "/coupons/send", CouponFixture.sendBody("1234567891", CouponFixture.number()));
            post(CouponFixture.BASE + "/coupons/use", CouponFixture.useBody("1234567891", "sxxe34343435"));
            post(
                    CouponFixture.BASE + "/coupons/return",
                    CouponFixture.returnBody("1234567891", "sxxe34343434", CouponFixture.number()));
            post(PaymentFixture.BASE + "/jsapi", PaymentFixture.jsapiBody(order));
            post(PaymentFixture.BASE + "/h5", PaymentFixture.h5Body(order));
            post(PaymentFixture.REFUNDS, PaymentFixture.refundBody(order, "refund-" + order, 1));
            post(
                    ProductCouponFixture.BASE + "/product-coupons",
                    ProductCouponFixture.product(ProductCouponFixture.stock("WECHATPAY")));
            GOOD.add(new Good("GET", PaymentFixture.BASE + "/out-trade-no/" + order + "?mchid=" + MCHID, ""));
        }
    }

    private static void post(String path, JsonObject body) {
        GOOD.add(new Good("POST", path, body.toJson()));
    }

    @Test
    void endpointsAnswerOrRefuseWhatComesBehindASignature() {
        Mutation.check(Mutation.ROUNDS, mutation -> {
            Good good = mutation.of(GOOD);
            String target = good.target();
            byte[] body = good.body().getBytes(StandardCharsets.UTF_8);
            if (mutation.below(400) == 0) {
                // A path that is not documented is compared with each documented one, which takes long.
                target = mutation.text(target);
            } else if (body.length == 0 || mutation.below(8) == 0) {
                target = target.contains("?") ? target : target + "?limit=1&offset=0&mchid=" + MCHID;
                int query = target.indexOf('?') + 1;
                target = target.substring(0, query) + mutation.text(target.substring(query));
            } else {
                body = mutation.bytes(body);
            }
            Request request = new Request(good.method(), target, Map.of("Wechatpay-Serial", "A"), body);

            // Changed names end at the strict one.
            Router chosen = mutation.below(2) == 0 ? router : laxRouter;
            assertThat(status(chosen, request)).as("%s", request.target()).isLessThan(500);
        });
    }

    private static int status(Router router, Request request) {
        try {
            Reply reply = router.answer(MCHID, request);
            return reply.status();
        } catch (RefusedException e) {
            return e.code().status();
        }
    }

    @Test
    void refusesWhatIsNotSignedWithAReason() {
        Merchant merchant = new Merchant(
                MCHID, identity.merchant().serial(), identity.merchant().signer());
        List<Request> signed = new ArrayList<>();
        for (Good good : GOOD.subList(0, 20)) {
            byte[] body = good.body().getBytes(StandardCharsets.UTF_8);
            String authorization = new RequestSigner(merchant)
                    .authorization(good.method(), good.target(), Instant.parse("2026-11-23T04:00:00Z"), "nonce", body);
            signed.add(new Request(good.method(), good.target(), Map.of("Authorization", authorization), body));
        }
        int[] held = {0};
        Mutation.check(Mutation.ROUNDS, mutation -> {
            Request good = mutation.of(signed);
            boolean ofHeader = mutation.below(20) != 0;
            String authorization = String.valueOf(good.header("Authorization"));
            if (mutation.below(20) != 0) {
                // A signature of the right key that covers something else is looked into, which takes long.
                authorization = authorization.replaceFirst("signature=\"[^\"]*", "signature=\"AAAA");
            }
            Request changed = new Request(
                    good.method(),
                    ofHeader ? good.target() : mutation.text(good.target()),
                    Map.of("Authorization", ofHeader ? mutation.text(authorization) : authorization),
                    good.body());
            try {
                check.caller(changed);
                held[0]++;
            } catch (RefusedException e) {
                assertThat(e.code().status()).isLessThan(500);
                assertThat(Reply.refusing(e).body()).isNotEmpty();
            }
        });
        assertThat(held[0]).as("changes that leave a signature valid are rare").isLessThan(Mutation.ROUNDS / 2);
    }
}
