package io.github.fluentpay.returns;

import java.util.Objects;

/** What makes two submissions the same one: request numbers count for each merchant and kind apart. */
record TaskKey(String mchid, String kind, String requestNo) {

    static TaskKey of(ReturnTask task) {
        return new TaskKey(Objects.requireNonNull(task.mchid(), "mchid"), TaskText.kind(task), task.requestNo());
    }
}
