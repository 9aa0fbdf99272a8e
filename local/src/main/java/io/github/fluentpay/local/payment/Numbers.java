package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.identity.Randomness;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Numbers and addresses as the platform makes them, by what it was seen to send. */
record Numbers(Randomness random) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final String HEX = "0123456789abcdef";
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Of a payment: 28 digits. */
    String transactionId(Instant now) {
        return "4200" + random.digits(6) + written(DAY, now) + random.digits(10);
    }

    /** Of a refund: 29 digits. */
    String refundId(Instant now) {
        return "5030" + random.digits(6) + written(DAY, now) + random.digits(11);
    }

    /** What a user's device pays with. */
    String handle(TradeType type, Instant now) {
        String prepayId = "wx" + written(SECOND, now) + text(HEX, 20);
        return switch (type) {
            case JSAPI, APP -> prepayId;
            case NATIVE -> "weixin://wxpay/bizpayurl?pr=" + text(LETTERS, 9);
            case MWEB ->
                "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=" + prepayId + "&package="
                        + random.digits(10);
        };
    }

    /** Of a bill: what its address holds. */
    String billToken() {
        return text(LETTERS, 43);
    }

    private static String written(DateTimeFormatter format, Instant time) {
        return format.format(time.atOffset(BeijingTime.OFFSET));
    }

    private String text(String characters, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
