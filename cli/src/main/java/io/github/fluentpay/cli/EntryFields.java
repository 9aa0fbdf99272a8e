package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.returns.CouponHolder;
import io.github.fluentpay.returns.CouponReturn;
import io.github.fluentpay.returns.ProductCouponReturn;
import io.github.fluentpay.returns.ReturnEntry;
import io.github.fluentpay.returns.ReturnTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the ledger by the names of its fields, the same in every output; what was imported can be imported again. */
final class EntryFields {

    static final List<String> NAMES = List.of(
            ReturnFields.MCHID,
            ReturnFields.STOCK_ID,
            ReturnFields.COUPON_CODE,
            ReturnFields.RETURN_REQUEST_NO,
            ReturnFields.PRODUCT_COUPON_ID,
            ReturnFields.BRAND_ID,
            ReturnFields.OUT_REQUEST_NO,
            ReturnFields.SEQUENTIAL_COUPON_INDEX,
            ReturnFields.OPENID,
            ReturnFields.APPID,
            "state",
            "attempts",
            "code",
            "message",
            "request_id",
            "return_time",
            "created_at",
            "changed_at");

    private EntryFields() {}

    /** In the order of {@link #NAMES}; empty for what there is not. */
    static List<String> csv(ReturnEntry entry) {
        Map<String, @Nullable Object> fields = fields(entry);
        return NAMES.stream()
                .map(name -> Objects.toString(fields.get(name), ""))
                .toList();
    }

    /** Without what there is not. */
    static JsonObject json(ReturnEntry entry) {
        Map<String, @Nullable Object> fields = fields(entry);
        JsonObject.Builder json = JsonObject.builder();
        for (String name : NAMES) {
            json.putIfPresent(name, fields.get(name));
        }
        return json.build();
    }

    private static Map<String, @Nullable Object> fields(ReturnEntry entry) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        ReturnTask task = entry.task();
        fields.put(ReturnFields.MCHID, task.mchid());
        fields.put(ReturnFields.STOCK_ID, task.stockId());
        fields.put(ReturnFields.COUPON_CODE, task.couponCode());
        if (task instanceof CouponReturn coupon) {
            fields.put(ReturnFields.RETURN_REQUEST_NO, coupon.returnRequestNo());
            CouponHolder holder = coupon.holder();
            if (holder != null) {
                put(fields, holder);
            }
        } else if (task instanceof ProductCouponReturn coupon) {
            fields.put(ReturnFields.PRODUCT_COUPON_ID, coupon.productCouponId());
            fields.put(ReturnFields.BRAND_ID, coupon.brandId());
            fields.put(ReturnFields.OUT_REQUEST_NO, coupon.outRequestNo());
            fields.put(ReturnFields.SEQUENTIAL_COUPON_INDEX, coupon.sequentialCouponIndex());
            put(fields, coupon.holder());
        }
        fields.put("state", entry.state().name());
        fields.put("attempts", entry.attempts());
        fields.put("code", entry.code());
        fields.put("message", entry.message());
        fields.put("request_id", entry.requestId());
        fields.put("return_time", entry.returnTime());
        fields.put("created_at", entry.createdAt().toString());
        fields.put("changed_at", entry.changedAt().toString());
        return fields;
    }

    private static void put(Map<String, @Nullable Object> fields, CouponHolder holder) {
        fields.put(ReturnFields.OPENID, holder.openid());
        fields.put(ReturnFields.APPID, holder.appid());
    }

    /** One line for people. */
    static String line(ReturnEntry entry) {
        ReturnTask task = entry.task();
        String line = String.format(
                "%-9s  %s  coupon %s of stock %s", entry.state(), task.requestNo(), task.couponCode(), task.stockId());
        if (entry.returnTime() != null) {
            return line + "  " + entry.returnTime();
        }
        return entry.code() == null ? line : line + "  " + entry.code() + ": " + entry.message();
    }
}
