package io.github.fluentpay.local.callback;

import io.github.fluentpay.json.JsonObject;

/**
 * Something that happened, to be told to a merchant (回调通知).
 *
 * @param mchid whose APIv3 key seals it
 * @param url where it goes; as the merchant gave it, so possibly not a URL at all
 * @param eventType {@code TRANSACTION.SUCCESS}
 * @param originalType what the resource is: {@code transaction}
 * @param summary a short text about it, in Chinese as the platform's are
 * @param resource what is sealed
 * @param schedule when it is sent again if it is not taken
 */
public record Callback(
        String mchid,
        String url,
        String eventType,
        String originalType,
        String summary,
        JsonObject resource,
        RetrySchedule schedule) {}
