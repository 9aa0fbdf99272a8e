package io.github.fluentpay.v2.pay;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.ReplyView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import io.github.fluentpay.typed.ViewBuilder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * {@code v2/pay/orderquery}: 查询订单.
 *
 * <p>查询订单, {@code POST}:
 * <pre>{@code
 * V2PayOrderquery.Reply reply = pay.v2().pay().orderquery()
 *         .post(b -> b
 *                 .sign("SIGN")
 *                 .outTradeNo("OUT_TRADE_NO"));
 * }</pre>
 */
@Generated("io.github.fluentpay.codegen")
public final class V2PayOrderquery extends Step<V2PayOrderquery> {
    /** For the step above. */
    public V2PayOrderquery(Trail trail) {
        super(trail, "v2/pay/orderquery");
    }

    /**
     * 查询订单. {@code POST v2/pay/orderquery}.
     *
     * <p>Required: {@code sign}, {@code out_trade_no}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply post(Consumer<Request.Builder> request) {
        return post(Request.of(request));
    }

    /** 查询订单. {@code POST v2/pay/orderquery}. */
    public Reply post(Request request) {
        return new Reply(chain().post(request.json()));
    }

    /** 查询订单. {@code POST v2/pay/orderquery}. */
    public CompletableFuture<Reply> postAsync(Consumer<Request.Builder> request) {
        return postAsync(Request.of(request));
    }

    /** 查询订单. {@code POST v2/pay/orderquery}. */
    public CompletableFuture<Reply> postAsync(Request request) {
        return then(chain().postAsync(request.json()), Reply::new);
    }

    @Override
    protected V2PayOrderquery on(Trail trail) {
        return new V2PayOrderquery(trail);
    }

    /** What is sent: 查询订单. */
    public static final class Request extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.text("sign"),
                Rule.text("out_trade_no").required());

        Request(JsonObject json) {
            super(json);
        }

        /** A builder without fields. */
        public static Builder builder() {
            return new Builder();
        }

        /**
         * What {@code fields} sets.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static Request of(Consumer<Builder> fields) {
            Builder builder = new Builder();
            fields.accept(builder);
            return builder.build();
        }

        /**
         * A view of {@code json}, whose fields may be others too.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static Request of(JsonObject json) {
            return new Request(SHAPE.checked(json));
        }

        /**
         * A view of a map with the names of the wire.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
         */
        public static Request of(Map<String, ?> fields) {
            return of(JsonObject.from(fields));
        }

        /** {@code sign}; required. */
        public @Nullable String sign() {
            return string("sign");
        }

        /** {@code out_trade_no}; required. */
        public @Nullable String outTradeNo() {
            return string("out_trade_no");
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code sign}; required. */
            public Builder sign(String sign) {
                return put("sign", sign);
            }

            /** {@code out_trade_no}; required. */
            public Builder outTradeNo(String outTradeNo) {
                return put("out_trade_no", outTradeNo);
            }

            /**
             * The view.
             *
             * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
             */
            public Request build() {
                return new Request(SHAPE.checked(unchecked()));
            }
        }
    }

    /** The verified reply: 查询订单. */
    public static final class Reply extends ReplyView {
        Reply(io.github.fluentpay.client.Reply reply) {
            super(reply);
        }

        /** {@code coupon_id_$n}. */
        public @Nullable String couponId(int n) {
            return string("coupon_id_" + n);
        }

        /** {@code coupon_refund_id_$n_$m}. */
        public @Nullable String couponRefundId(int n, int m) {
            return string("coupon_refund_id_" + n + "_" + m);
        }

        /** {@code total_fee}. */
        public @Nullable Long totalFee() {
            return integer("total_fee");
        }
    }
}
