package io.github.fluentpay.interop;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.WechatPayException;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsReturn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The ways to say one and the same call. */
enum Spelling {
    PURE_CHAIN {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) {
            return typed(pay, path)
                    .post(BusifavorCouponsReturn.Request.of(body))
                    .reply();
        }
    },
    PURE_CHAIN_ASYNC {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) throws InterruptedException {
            return await(typed(pay, path).postAsync(BusifavorCouponsReturn.Request.of(body)))
                    .reply();
        }
    },
    DECLARATIVE {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) {
            return segmentBySegment(pay, path).post(body);
        }
    },
    DECLARATIVE_ASYNC {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) throws InterruptedException {
            return await(segmentBySegment(pay, path).postAsync(body));
        }
    },
    PROPERTY {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) {
            return pay.get(path).post(body.toJson());
        }
    },
    PROPERTY_ASYNC {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) throws InterruptedException {
            return await(pay.get(path).postAsync(body.toJson()));
        }
    };

    abstract Reply post(WechatPayClient pay, String path, JsonObject body) throws InterruptedException;

    private static BusifavorCouponsReturn typed(WechatPayClient pay, String path) {
        if (!path.equals("/v3/marketing/busifavor/coupons/return")) {
            throw new AssertionError("The typed chain of " + path + " is another");
        }
        return ((FluentPay) pay).v3().marketing().busifavor().coupons().return_();
    }

    private static Chain segmentBySegment(WechatPayClient pay, String path) {
        String[] segments = path.substring(1).split("/", -1);
        Chain chain = pay.chain(segments[0]);
        for (int i = 1; i < segments.length; i++) {
            chain = chain.at(segments[i]);
        }
        return chain;
    }

    static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WechatPayException failure) {
                throw failure;
            }
            throw new AssertionError("A call fails with a WechatPayException, and with nothing around it", e);
        }
    }
}
