package io.github.fluentpay.cli;

import io.github.fluentpay.path.NearestPath;
import io.github.fluentpay.returns.CouponHolder;
import io.github.fluentpay.returns.CouponReturn;
import io.github.fluentpay.returns.ProductCouponReturn;
import io.github.fluentpay.returns.ReturnTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a return in a file, by their names on the wire, and the return that they make. */
final class ReturnFields {

    static final String STOCK_ID = "stock_id";
    static final String COUPON_CODE = "coupon_code";
    static final String RETURN_REQUEST_NO = "return_request_no";
    static final String REFUND_NO = "refund_no";
    static final String MCHID = "mchid";
    static final String OPENID = "openid";
    static final String APPID = "appid";
    static final String PRODUCT_COUPON_ID = "product_coupon_id";
    static final String BRAND_ID = "brand_id";
    static final String OUT_REQUEST_NO = "out_request_no";
    static final String SEQUENTIAL_COUPON_INDEX = "sequential_coupon_index";

    static final List<String> ALL = List.of(
            STOCK_ID,
            COUPON_CODE,
            RETURN_REQUEST_NO,
            REFUND_NO,
            MCHID,
            OPENID,
            APPID,
            PRODUCT_COUPON_ID,
            BRAND_ID,
            OUT_REQUEST_NO,
            SEQUENTIAL_COUPON_INDEX);

    private static final List<String> OF_PRODUCT_COUPONS =
            List.of(PRODUCT_COUPON_ID, BRAND_ID, STOCK_ID, COUPON_CODE, OUT_REQUEST_NO, OPENID, APPID);

    /** What a spreadsheet makes of a long number. */
    private static final Pattern SHORTENED = Pattern.compile("[0-9](\\.[0-9]+)?[eE]\\+[0-9]+");

    private ReturnFields() {}

    /** Whether a record with these fields is about a product coupon (商品券). */
    static boolean isProductCoupon(Collection<String> names) {
        return names.contains(PRODUCT_COUPON_ID) || names.contains(BRAND_ID);
    }

    /** Whether all records of a file with these columns are; with a number for merchant coupons too, each tells itself. */
    static boolean areProductCoupons(Collection<String> columns) {
        return isProductCoupon(columns) && !isNumbered(columns);
    }

    private static boolean isNumbered(Collection<String> names) {
        return names.contains(RETURN_REQUEST_NO) || names.contains(REFUND_NO);
    }

    /** The columns that are needed and not among these. */
    static List<String> missing(Collection<String> columns) {
        List<String> needed =
                new ArrayList<>(areProductCoupons(columns) ? OF_PRODUCT_COUPONS : List.of(STOCK_ID, COUPON_CODE));
        needed.removeAll(columns);
        if (!areProductCoupons(columns) && !isNumbered(columns)) {
            needed.add(RETURN_REQUEST_NO + " or " + REFUND_NO);
        }
        return needed;
    }

    /** A name that nobody knows, with the one that was probably meant. */
    static String unknown(String name) {
        Optional<String> near = NearestPath.of(name, ALL.stream());
        return near.map(meant -> Excerpt.of(name) + " (" + meant + "?)").orElseGet(() -> Excerpt.of(name));
    }

    /**
     * Makes the return.
     *
     * @param values trimmed, and none that is empty
     * @param mchid of the merchant, if there is none among the values; null if that is not known
     * @throws IllegalArgumentException if something is missing or cannot be; the message is one for people
     */
    static ReturnTask task(boolean isProductCoupon, Map<String, String> values, @Nullable String mchid) {
        String merchant = values.getOrDefault(MCHID, mchid == null ? "" : mchid);
        if (merchant.isEmpty()) {
            throw new IllegalArgumentException("it names no merchant: fill mchid, or give --mchid or a profile");
        }
        Function<String, String> required = name -> required(values, name);
        if (isProductCoupon) {
            return new ProductCouponReturn(
                    required.apply(BRAND_ID),
                    required.apply(PRODUCT_COUPON_ID),
                    required.apply(STOCK_ID),
                    required.apply(COUPON_CODE),
                    new CouponHolder(required.apply(OPENID), required.apply(APPID)),
                    required.apply(OUT_REQUEST_NO),
                    index(values.get(SEQUENTIAL_COUPON_INDEX)),
                    merchant);
        }
        String stockId = required.apply(STOCK_ID);
        String couponCode = required.apply(COUPON_CODE);
        CouponReturn task = values.containsKey(RETURN_REQUEST_NO)
                ? CouponReturn.of(stockId, couponCode, required.apply(RETURN_REQUEST_NO))
                : CouponReturn.after(stockId, couponCode, number(values));
        String openid = values.get(OPENID);
        String appid = values.get(APPID);
        return (openid == null || appid == null ? task : task.heldBy(openid, appid)).ofMerchant(merchant);
    }

    private static String number(Map<String, String> values) {
        if (!values.containsKey(REFUND_NO)) {
            throw new IllegalArgumentException(RETURN_REQUEST_NO + " and " + REFUND_NO + " are both empty");
        }
        return required(values, REFUND_NO);
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is empty");
        }
        if (SHORTENED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    name + " \"" + Excerpt.of(value)
                            + "\" was shortened by a spreadsheet, digits are lost: format its column as text and export it again");
        }
        return value;
    }

    private static @Nullable Long index(@Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    SEQUENTIAL_COUPON_INDEX + " \"" + Excerpt.of(value) + "\" is not a number");
        }
        return Long.valueOf(value);
    }

    static String list(Collection<String> names) {
        return Excerpt.list(names);
    }
}
