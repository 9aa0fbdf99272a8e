package io.github.fluentpay.cli;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.protocol.ServiceException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The demo for people. */
final class DemoText implements DemoPrinter {

    private final PrintStream out;
    private int step;

    DemoText(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(URI baseUrl) {
        out.println("FluentPay gives a redeemed coupon back (申请退券).");
        out.println();
        out.println("LocalPay, a WeChat Pay platform on this machine, listens on " + baseUrl + ".");
        out.println("It made its keys a moment ago. Every request below is signed and checked, every answer too.");
    }

    @Override
    public void returned(String spelling, String code, TransportRequest request, Reply reply) {
        title(spelling);
        code(code);
        request(request);
        out.println("   < HTTP " + reply.status() + ", verified with " + reply.signedBy());
        out.println("   < wechatpay_return_time " + reply.json().string("wechatpay_return_time"));
    }

    @Override
    public void redeemedAgain(Reply reply) {
        out.println();
        out.println("   The coupon is back in the wallet. It is redeemed again ("
                + reply.json().string("wechatpay_use_time") + "), to be returned again:");
    }

    @Override
    public void refused(String title, String code, TransportRequest request, ServiceException refusal) {
        title(title);
        code(code);
        out.println("   > " + new String(request.body(), StandardCharsets.UTF_8));
        out.println("   ServiceException: " + refusal.getMessage());
        out.println("   code() is " + refusal.code() + ", retrySafety() is " + refusal.retrySafety());
    }

    @Override
    public void diagnosed(String title, String mistake, int status, String message, String stringToSign) {
        title(title);
        out.println("   " + mistake);
        out.println("   < HTTP " + status + " SIGN_ERROR");
        out.println("   < " + message);
        out.println("   It expected a signature of:");
        stringToSign.lines().forEach(line -> out.println("     | " + line));
    }

    @Override
    public void end() {
        out.println();
        out.println("What next");
        out.println("   ./fluentpay local                 keep a LocalPay running, with files for any SDK");
        out.println("   ./fluentpay return --help         give one coupon back");
        out.println("   ./fluentpay call --help           call any other endpoint");
        out.println("   README.md                         the same from Java, Kotlin and Groovy");
    }

    private void title(String title) {
        out.println();
        out.println(++step + "  " + title);
    }

    private void code(String code) {
        out.println("   " + code);
    }

    private void request(TransportRequest request) {
        out.println("   > " + request.method() + " " + request.target());
        for (String name : List.of("Authorization", "Wechatpay-Serial")) {
            out.println("   > " + name + ": "
                    + shortened(String.valueOf(request.headers().first(name))));
        }
        out.println("   > " + new String(request.body(), StandardCharsets.UTF_8));
    }

    /** A signature has 344 characters; its beginning will do. */
    private static String shortened(String value) {
        return value.replaceAll("(signature=\"[^\"]{12})[^\"]*\"", "$1…\"");
    }
}
