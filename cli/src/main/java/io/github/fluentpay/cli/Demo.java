package io.github.fluentpay.cli;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.Authorization;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.ServiceException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
    private static final String USE = "v3/marketing/busifavor/coupons/use";
    private static final JsonObject BODY = JsonObject.of(
            "coupon_code", "sxxe34343434",
            "stock_id", "1234567891",
            "return_request_no", "1002600620019090123143254436");

    /** One way to write the call. */
    private record Spelling(String name, String code, Call call) {}

    private interface Call {
        Reply make(WechatPayClient pay, JsonObject body) throws InterruptedException, ExecutionException;
    }

    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling(
                    "Declarative, synchronous",
                    "Reply reply = pay.chain(\"" + RETURN + "\").post(body);",
                    (pay, body) -> pay.chain(RETURN).post(body)),
            new Spelling(
                    "Declarative, asynchronous",
                    "CompletableFuture<Reply> reply = pay.chain(\"" + RETURN + "\").postAsync(body);",
                    (pay, body) -> pay.chain(RETURN).postAsync(body).get()),
            new Spelling(
                    "Property, synchronous (in Kotlin and Groovy: pay[\"v3/…\"])",
                    "Reply reply = pay.get(\"" + RETURN + "\").post(body);",
                    (pay, body) -> pay.get(RETURN).post(body)),
            new Spelling(
                    "Property, asynchronous",
                    "CompletableFuture<Reply> reply = pay.get(\"" + RETURN + "\").postAsync(body);",
                    (pay, body) -> pay.get(RETURN).postAsync(body).get()));

    private final LocalPay localPay;
    private final DemoPrinter printer;
    private final AtomicReference<TransportRequest> sent = new AtomicReference<>();

    Demo(LocalPay localPay, DemoPrinter printer) {
        this.localPay = localPay;
        this.printer = printer;
    }

    void run() throws InterruptedException, ExecutionException, IOException {
        printer.begin(localPay.baseUrl());
        try (WechatPayClient pay = WechatPayClient.builder()
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

    private void returnInEachSpelling(WechatPayClient pay) throws InterruptedException, ExecutionException {
        List<Spelling> rest = new ArrayList<>(SPELLINGS);
        show(rest.remove(0), pay, BODY);
        int number = 1;
        for (Spelling spelling : rest) {
            printer.redeemedAgain(redeem(pay, ++number));
            show(spelling, pay, BODY.with("return_request_no", "demo-return-" + number));
        }
    }

    private void show(Spelling spelling, WechatPayClient pay, JsonObject body)
            throws InterruptedException, ExecutionException {
        Reply reply = spelling.call().make(pay, body);
        printer.returned(spelling.name(), spelling.code(), lastRequest(), reply);
    }

    private static Reply redeem(WechatPayClient pay, int number) {
        return pay.chain(USE)
                .post(JsonObject.of(
                        "coupon_code", "sxxe34343434",
                        "stock_id", "1234567891",
                        "appid", "wxd678efh567hg6787",
                        "use_time", time(Instant.now()),
                        "use_request_no", "demo-use-" + number));
    }

    /** RFC 3339 with its seconds, which {@code toString()} leaves out when they are zero. */
    static String time(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.ofHours(8)));
    }

    private void returnACouponThatIsNotRedeemed(WechatPayClient pay) {
        JsonObject body = BODY.with("coupon_code", "sxxe34343435").with("return_request_no", "demo-refused-1");
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
        String wrong = String.join("\r\n", "POST", "/" + RETURN, timestamp, nonce, BODY.toJson(), "");
        String signature =
                Base64.getEncoder().encodeToString(merchant.signer().sign(wrong.getBytes(StandardCharsets.UTF_8)));
        String authorization =
                new Authorization(merchant.mchid(), nonce, timestamp, merchant.serialNumber(), signature).toHeader();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(localPay.baseUrl().resolve("/" + RETURN))
                                .header("Authorization", authorization)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(BODY.toJson()))
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
