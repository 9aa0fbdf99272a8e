package io.github.fluentpay.local.coupon;

import java.util.List;
import java.util.stream.IntStream;

/** The background colours of coupons (背景颜色); documentation page "create a merchant coupon" (创建商家券). */
public final class BackgroundColor {

    /** Color010, Color020 and so on to Color100. */
    public static final List<String> NAMES =
            IntStream.rangeClosed(1, 10).mapToObj("Color%02d0"::formatted).toList();

    private BackgroundColor() {}
}
