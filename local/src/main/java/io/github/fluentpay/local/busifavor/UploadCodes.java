package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code POST …/stocks/{stock_id}/couponcodes}; documentation page "upload codes" (上传预存code). */
final class UploadCodes {

    private static final int MAX_CODES = 200;

    private final Database database;
    private final Clock clock;
    private final Randomness random;

    UploadCodes(Database database, Clock clock, Randomness random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    Reply answer(Call call) {
        String stockId = call.path().text("stock_id", 1, Limits.STOCK_ID);
        Fields body = call.body();
        String requestNo = body.text("upload_request_no", 1, Limits.REQUEST_NO);
        List<String> codes = codes(body);
        JsonObject parameters = JsonObject.of("stock_id", stockId, "coupon_code_list", codes);
        return database.transaction(transaction -> new RequestNumbers(call.mchid(), "upload", "")
                .once(
                        transaction,
                        "upload_request_no",
                        requestNo,
                        parameters,
                        () -> upload(transaction, Found.createdStock(transaction, call.mchid(), stockId), codes)));
    }

    private static List<String> codes(Fields body) {
        JsonArray list = body.optionalArray("coupon_code_list");
        if (list == null) {
            throw body.invalid("coupon_code_list", "is missing");
        }
        if (list.size() == 0 || list.size() > MAX_CODES) {
            throw body.invalid("coupon_code_list", "must have 1 to " + MAX_CODES + " codes, and has " + list.size());
        }
        List<String> codes = new ArrayList<>();
        for (JsonValue code : list) {
            if (!(code instanceof JsonString text)) {
                throw body.invalid("coupon_code_list", "must hold strings, and has " + code.kind());
            }
            codes.add(text.value());
        }
        return codes;
    }

    private Reply upload(Transaction transaction, Stock stock, List<String> codes) {
        Instant now = clock.instant();
        if (stock.codeMode() != CodeMode.MERCHANT_UPLOAD) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The stock's coupon_code_mode is " + stock.codeMode() + "; only MERCHANT_UPLOAD takes codes");
        }
        Found.requireOpen(stock, now);
        Set<String> distinct = new LinkedHashSet<>();
        Set<String> duplicates = new LinkedHashSet<>();
        codes.forEach(code -> (distinct.contains(code) ? duplicates : distinct).add(code));
        List<String> added = new ArrayList<>();
        List<String> existing = new ArrayList<>();
        List<JsonObject> failed = new ArrayList<>();
        for (String code : distinct) {
            JsonObject failure = failure(code);
            if (failure != null) {
                failed.add(failure);
            } else if (CodeStore.insert(transaction, stock.stockId(), code, random.nextLong(), now)) {
                added.add(code);
            } else {
                existing.add(code);
            }
        }
        long max = stock.sendRule().max();
        if (CodeStore.count(transaction, stock.stockId()) > max) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST, "The stock would have more codes than its max_coupons (" + max + ")");
        }
        return Reply.ok(JsonObject.builder()
                .put("stock_id", stock.stockId())
                .put("total_count", distinct.size())
                .put("success_count", added.size())
                .put("success_codes", added)
                .put("success_time", BeijingTime.format(now))
                .put("fail_count", failed.size())
                .put("fail_codes", failed)
                .put("exist_codes", existing)
                .put("duplicate_codes", List.copyOf(duplicates))
                .build());
    }

    private static @Nullable JsonObject failure(String code) {
        int length = code.codePointCount(0, code.length());
        if (length < 1 || length > Limits.COUPON_CODE) {
            return failure(
                    code, "LENGTH_LIMIT", "A code has 1 to " + Limits.COUPON_CODE + " characters, this one " + length);
        }
        if (!Limits.CODE.matcher(code).matches()) {
            return failure(code, "PARAM_ERROR", "A code may only hold " + Limits.CODE_WORDS);
        }
        return null;
    }

    private static JsonObject failure(String code, String error, String message) {
        return JsonObject.of("coupon_code", code, "code", error, "message", message);
    }
}
