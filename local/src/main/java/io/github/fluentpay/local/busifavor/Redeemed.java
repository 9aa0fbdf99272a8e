package io.github.fluentpay.local.busifavor;

import java.util.List;

/**
 * Coupons of one stock that were sent to a user and used.
 *
 * @param stockId their stock
 * @param codes their codes
 * @param openid who holds all of them
 * @param appid the app that the openid is of
 */
public record Redeemed(String stockId, List<String> codes, String openid, String appid) {

    /** Keeps a copy of the list. */
    public Redeemed {
        codes = List.copyOf(codes);
    }
}
