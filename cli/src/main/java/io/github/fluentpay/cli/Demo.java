package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.Authorization;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsReturn;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsUse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** The story of the demo: the documentation's example coupon is returned in each spelling; then two things go wrong. */
final class Demo {

    private static final String RETURN = "v3/marketing/busifavor/coupons/return";
    private static final String COUPON_CODE = "sxxe34343434";
    private static final String STOCK_ID = "1234567891";
    private static final String NUMBER = "1002600620019090123143254436";

    private static final String TYPED =
            "pay.v3().marketing().busifavor().coupons().return_().post%s(b -> b.couponCode(…).stockId(…).returnRequestNo(…));";

    /** One way to write the call. */
    private record Spelling(String name, String code, Call call) {}

    private interface Call {
        Reply make(FluentPay pay, String number) throws InterruptedException, ExecutionException;
    }

    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling(
                    "Pure chain, synchronous (纯链式): typed, the IDE completes path, fields and reply",
                    "BusifavorCouponsReturn.Reply reply = " + TYPED.formatted(""),
                    (pay, number) -> typed(pay).post(b -> fill(b, number)).reply()),
            new Spelling(
                    "Pure chain, asynchronous",
                    "CompletableFuture<BusifavorCouponsReturn.Reply> reply = " + TYPED.formatted("Async"),
                    (pay, body) ->
                            typed(pay).postAsync(b -> fill(b, body)).get().reply()),
            new Spelling(
                    "Declarative, synchronous (声明式): any path",
                    "Reply reply = pay.chain(\"" + RETURN + "\").post(body);",
                    (pay, number) -> pay.chain(RETURN).post(body(number))),
            new Spelling(
                    "Declarative, asynchronous",
                    "CompletableFuture<Reply> reply = pay.chain(\"" + RETURN + "\").postAsync(body);",
                    (pay, number) -> pay.chain(RETURN).postAsync(body(number)).get()),
            new Spelling(
                    "Property, synchronous (属性式; in Kotlin and Groovy: pay[\"v3/…\"])",
                    "Reply reply = pay.get(\"" + RETURN + "\").post(body);",
                    (pay, number) -> pay.get(RETURN).post(body(number))),
            new Spelling(
                    "Property, asynchronous",
                    "CompletableFuture<Reply> reply = pay.get(\"" + RETURN + "\").postAsync(body);",
                    (pay, number) -> pay.get(RETURN).postAsync(body(number)).get()));

    private static BusifavorCouponsReturn typed(FluentPay pay) {
        return pay.v3().marketing().busifavor().coupons().return_();
    }

    private static void fill(BusifavorCouponsReturn.Request.Builder b, String number) {
        b.couponCode(COUPON_CODE).stockId(STOCK_ID).returnRequestNo(number);
    }

    private static JsonObject body(String number) {
        return JsonObject.of("coupon_code", COUPON_CODE, "stock_id", STOCK_ID, "return_request_no", number);
    }

    private final LocalPay localPay;
    private final DemoPrinter printer;
    private final AtomicReference<TransportRequest> sent = new AtomicReference<>();

    Demo(LocalPay localPay, DemoPrinter printer) {
        this.localPay = localPay;
        this.printer = printer;
    }

    void run() throws InterruptedException, ExecutionException, IOException {
        printer.begin(localPay.baseUrl());
        try (FluentPay pay = FluentPay.builder()
                .profile(localPay.profile())
                .decorateTransport(engine -> request -> {
                    sent.set(request);
                    return engine.send(request);
                })
                .build()) {
            returnInEachSpelling(pay);
            returnACouponThatIsNotRedeemed(pay);
        }
        signWithTheWrongLineEndings();
        printer.end();
    }

    private void returnInEachSpelling(FluentPay pay) throws InterruptedException, ExecutionException {
        List<Spelling> rest = new ArrayList<>(SPELLINGS);
        show(rest.remove(0), pay, NUMBER);
        int number = 1;
        for (Spelling spelling : rest) {
            printer.redeemedAgain(redeem(pay, ++number));
            show(spelling, pay, "demo-return-" + number);
        }
    }

    private void show(Spelling spelling, FluentPay pay, String number) throws InterruptedException, ExecutionException {
        Reply reply = spelling.call().make(pay, number);
        printer.returned(spelling.name(), spelling.code(), lastRequest(), reply);
    }

    private static Reply redeem(FluentPay pay, int number) {
        BusifavorCouponsUse.Reply used = pay.v3()
                .marketing()
                .busifavor()
                .coupons()
                .use()
                .post(b -> b.couponCode("sxxe34343434")
                        .stockId("1234567891")
                        .appid("wxd678efh567hg6787")
                        .useTime(Instant.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.ofHours(8)))
                        .useRequestNo("demo-use-" + number));
        return used.reply();
    }

    private void returnACouponThatIsNotRedeemed(FluentPay pay) {
        JsonObject body = body("demo-refused-1").with("coupon_code", "sxxe34343435");
        try {
            pay.chain(RETURN).post(body);
            throw new IllegalStateException("LocalPay returned a coupon that was not redeemed");
        } catch (ServiceException refusal) {
            printer.refused(
                    "A refused call: this coupon has not been redeemed",
                    "pay.chain(\"" + RETURN + "\").post(body);",
                    lastRequest(),
                    refusal);
        }
    }

    /** By hand, since the client cannot be made to sign wrongly. */
    private void signWithTheWrongLineEndings() throws IOException, InterruptedException {
        Merchant merchant = localPay.profile().merchant();
        String nonce = RequestSigner.nonce(new SecureRandom());
        String timestamp = Long.toString(System.currentTimeMillis() / 1000);
        String wrong = String.join(
                "\r\n", "POST", "/" + RETURN, timestamp, nonce, body(NUMBER).toJson(), "");
        String signature =
                Base64.getEncoder().encodeToString(merchant.signer().sign(wrong.getBytes(StandardCharsets.UTF_8)));
        String authorization =
                new Authorization(merchant.mchid(), nonce, timestamp, merchant.serialNumber(), signature).toHeader();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(localPay.baseUrl().resolve("/" + RETURN))
                                .header("Authorization", authorization)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        body(NUMBER).toJson()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonObject error = JsonObject.parse(answer.body());
        printer.diagnosed(
                "A wrong signature, and what LocalPay makes of it",
                "signed by hand, with lines that end in \\r\\n",
                answer.statusCode(),
                String.valueOf(error.string("message")),
                error.at("/detail/string_to_sign") instanceof JsonString text ? text.value() : "");
    }

    private TransportRequest lastRequest() {
        return Objects.requireNonNull(sent.get(), "a request was sent");
    }
}
