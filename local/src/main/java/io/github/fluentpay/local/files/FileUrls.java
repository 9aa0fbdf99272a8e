package io.github.fluentpay.local.files;

import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.exchange.Route;

/** Where files are fetched: bills by a signed call, pictures by anybody. Safe for many threads. */
public final class FileUrls {

    private static final String PUBLIC = "/localpay/files/";
    private static final String BILLS = "/v3/billdownload/file";

    /** What the tokens of bills begin with that there are not. */
    public static final String MADE_UP = "made-up-";

    private final String baseUrl;

    /** URLs below that of LocalPay, which has no slash at its end. */
    public FileUrls(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Where anybody gets a file, as a browser that shows a coupon gets its picture. */
    public String ofPicture(String id) {
        return baseUrl + PUBLIC + id;
    }

    /**
     * The {@code download_url} of a two-step download ("download a bill", 下载账单) of which there is no bill.
     *
     * @param token begins with {@link #MADE_UP}
     * @param gzip whether it is fetched compressed; its hash is of the plain file either way
     */
    public String ofBill(String token, boolean gzip) {
        return baseUrl + BILLS + "?token=" + token + (gzip ? "&tartype=gzip" : "");
    }

    /** Whether a download is one of those. */
    public static boolean isMadeUp(Request download) {
        return download.rawQuery().contains("token=" + MADE_UP);
    }

    /** Serves what {@link #ofPicture} names; a pixel where there is no such file. It takes no signature. */
    public Route route(FileStore files) {
        return Route.get(PUBLIC + "{id}", call -> answer(files, call));
    }

    private static Reply answer(FileStore files, Call call) {
        String id = call.path().text("id", 1, 256);
        return files.find(id)
                .map(file -> Reply.file(file.type(), file.bytes()))
                .orElseGet(() -> Reply.file(Placeholder.IMAGE.type(), Placeholder.IMAGE.bytes(id)));
    }
}
