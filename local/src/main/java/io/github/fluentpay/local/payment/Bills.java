package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v3/bill/tradebill} and {@code GET /v3/billdownload/file}; documentation pages "apply for the trade bill"
 * (申请交易账单) and "download a bill" (下载账单). A bill is made when it is asked for, and its address gives that text until it ends.
 */
final class Bills {

    static final String DOWNLOAD = "/v3/billdownload/file";
    private static final Duration ADDRESS_LASTS = Duration.ofMinutes(5);
    private static final List<String> COMPRESSIONS = List.of("GZIP");
    private static final List<String> TYPES =
            List.of("ALL", "SUCCESS", "REFUND", "RECHARGE_REFUND", "ALL_SPECIAL", "SUC_SPECIAL", "REF_SPECIAL");

    private record Made(String mchid, String content, boolean gzip, long expiresAt) {}

    private final Database database;
    private final Clock clock;
    private final Numbers numbers;
    private final BillDesk desk;
    private final Supplier<URI> baseUrl;

    Bills(Database database, Clock clock, Numbers numbers, BillDesk desk, Supplier<URI> baseUrl) {
        this.database = database;
        this.clock = clock;
        this.numbers = numbers;
        this.desk = desk;
        this.baseUrl = baseUrl;
    }

    Reply trade(Call call) {
        Fields query = call.query();
        LocalDate day = desk.day(query);
        @Nullable String asked = query.optionalWord("bill_type", TYPES);
        @Nullable String subMchid = query.optionalText("sub_mchid", 1, Limits.MCHID);
        boolean gzip = query.optionalWord("tar_type", COMPRESSIONS) != null;
        return database.transaction(transaction -> {
            List<TradeBill.Line> lines = lines(transaction, call.mchid(), day).stream()
                    .filter(line ->
                            subMchid == null || subMchid.equals(line.order().subMchid()))
                    .toList();
            return made(transaction, call.mchid(), text(asked == null ? "ALL" : asked, lines), gzip);
        });
    }

    /** The other documented types are about payments that LocalPay does not do: nothing is ever in them. */
    private static String text(String type, List<TradeBill.Line> lines) {
        return switch (type) {
            case "ALL", "SUCCESS", "REFUND" -> TradeBill.of(TradeBill.Type.valueOf(type), lines);
            default -> "";
        };
    }

    private static List<TradeBill.Line> lines(Transaction transaction, String mchid, LocalDate day) {
        Instant from = BeijingTime.midnight(day);
        Instant to = BeijingTime.midnight(day.plusDays(1));
        List<TradeBill.Line> lines = new ArrayList<>();
        for (Order order : OrderStore.paid(transaction, mchid, from, to)) {
            lines.add(new TradeBill.Line(order, null));
        }
        for (Refund refund : RefundStore.accepted(transaction, mchid, from, to)) {
            Order order =
                    OrderStore.find(transaction, mchid, refund.outTradeNo()).orElseThrow();
            lines.add(new TradeBill.Line(order, refund));
        }
        return lines;
    }

    private Reply made(Transaction transaction, String mchid, String content, boolean gzip) {
        if (content.isEmpty()) {
            throw new RefusedException(ErrorCode.NO_STATEMENT_EXIST, "Nothing of this bill happened on that day");
        }
        Instant now = clock.instant();
        String token = numbers.billToken();
        transaction.update("DELETE FROM payment_bills WHERE expires_at <= ?", now.getEpochSecond());
        transaction.update(
                "INSERT INTO payment_bills (token, mchid, content, gzip, expires_at) VALUES (?, ?, ?, ?, ?)",
                token,
                mchid,
                content,
                gzip ? 1L : 0L,
                now.plus(ADDRESS_LASTS).getEpochSecond());
        String address = baseUrl.get() + DOWNLOAD + "?token=" + token + (gzip ? "&tartype=gzip" : "");
        return Reply.ok(JsonObject.of("hash_type", "SHA1", "hash_value", sha1(content), "download_url", address));
    }

    Reply download(Call call) {
        String token = call.query().text("token", 1, 128);
        Made made = database.transaction(transaction -> transaction
                .first(
                        "SELECT mchid, content, gzip, expires_at FROM payment_bills WHERE token = ?",
                        row -> new Made(row.getString(1), row.getString(2), row.getLong(3) == 1, row.getLong(4)),
                        token)
                .filter(bill -> clock.instant().getEpochSecond() < bill.expiresAt())
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.INVALID_REQUEST,
                        "There is no bill with this token any longer; ask for the bill again, and download it within"
                                + " five minutes")));
        if (!made.mchid().equals(call.mchid())) {
            throw new RefusedException(ErrorCode.NO_AUTH, "Another merchant asked for this bill");
        }
        byte[] plain = made.content().getBytes(StandardCharsets.UTF_8);
        return (made.gzip() ? Reply.file("application/gzip", compressed(plain)) : Reply.file("text/plain", plain))
                .unsigned();
    }

    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
