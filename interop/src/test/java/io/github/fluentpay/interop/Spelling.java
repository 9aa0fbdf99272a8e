package io.github.fluentpay.interop;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.WechatPayException;
import io.github.fluentpay.typed.EventView;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The ways to say one and the same call. */
enum Spelling {
    PURE_CHAIN {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) {
            return TypedCalls.post((FluentPay) pay, path, body).sync().get();
        }

        @Override
        Reply get(WechatPayClient pay, String template, Map<String, String> path, Map<String, String> query) {
            return TypedCalls.get((FluentPay) pay, template, path, query).sync().get();
        }
    },
    PURE_CHAIN_ASYNC {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) throws InterruptedException {
            return await(TypedCalls.post((FluentPay) pay, path, body).async().get());
        }

        @Override
        Reply get(WechatPayClient pay, String template, Map<String, String> path, Map<String, String> query)
                throws InterruptedException {
            return await(TypedCalls.get((FluentPay) pay, template, path, query)
                    .async()
                    .get());
        }

        @Override
        EventView receive(FluentPay pay, NotificationRequest request) throws InterruptedException {
            return await(pay.notifications().receiveAsync(request));
        }
    },
    DECLARATIVE {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) {
            return segmentBySegment(pay, path).post(body);
        }

        @Override
        Reply get(WechatPayClient pay, String template, Map<String, String> path, Map<String, String> query) {
            return filled(segmentBySegment(pay, template), path, query).get();
        }
    },
    DECLARATIVE_ASYNC {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) throws InterruptedException {
            return await(segmentBySegment(pay, path).postAsync(body));
        }

        @Override
        Reply get(WechatPayClient pay, String template, Map<String, String> path, Map<String, String> query)
                throws InterruptedException {
            return await(filled(segmentBySegment(pay, template), path, query).getAsync());
        }

        @Override
        EventView receive(FluentPay pay, NotificationRequest request) throws InterruptedException {
            return await(pay.notifications().receiveAsync(request));
        }
    },
    PROPERTY {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) {
            return pay.get(path).post(body.toJson());
        }

        @Override
        Reply get(WechatPayClient pay, String template, Map<String, String> path, Map<String, String> query) {
            return filled(pay.get(template), path, query).get();
        }
    },
    PROPERTY_ASYNC {
        @Override
        Reply post(WechatPayClient pay, String path, JsonObject body) throws InterruptedException {
            return await(pay.get(path).postAsync(body.toJson()));
        }

        @Override
        Reply get(WechatPayClient pay, String template, Map<String, String> path, Map<String, String> query)
                throws InterruptedException {
            return await(filled(pay.get(template), path, query).getAsync());
        }

        @Override
        EventView receive(FluentPay pay, NotificationRequest request) throws InterruptedException {
            return await(pay.notifications().receiveAsync(request));
        }
    };

    abstract Reply post(WechatPayClient pay, String path, JsonObject body) throws InterruptedException;

    /**
     * Asks for what is at a path with placeholders.
     *
     * @param path the values of the placeholders
     */
    abstract Reply get(WechatPayClient pay, String template, Map<String, String> path, Map<String, String> query)
            throws InterruptedException;

    /** Takes a notification in the same way. */
    EventView receive(FluentPay pay, NotificationRequest request) throws InterruptedException {
        return pay.notifications().receive(request);
    }

    private static Chain filled(Chain chain, Map<String, String> path, Map<String, String> query) {
        Chain filled = chain;
        for (Map.Entry<String, String> value : path.entrySet()) {
            filled = filled.path(value.getKey(), value.getValue());
        }
        for (Map.Entry<String, String> value : query.entrySet()) {
            filled = filled.query(value.getKey(), value.getValue());
        }
        return filled;
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
