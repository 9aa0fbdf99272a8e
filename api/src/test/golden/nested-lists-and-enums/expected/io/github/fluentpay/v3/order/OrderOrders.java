package io.github.fluentpay.v3.order;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.ReplyView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import io.github.fluentpay.typed.ViewBuilder;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * {@code v3/order/orders}: 下单.
 *
 * <p>下单, {@code POST}:
 * <pre>{@code
 * OrderOrders.Reply reply = pay.v3().order().orders()
 *         .post(b -> b
 *                 .outTradeNo("order-1")
 *                 .amount(o -> o
 *                         .total(1)));
 * }</pre>
 */
@Generated("io.github.fluentpay.codegen")
public final class OrderOrders extends Step<OrderOrders> {
    /** For the step above. */
    public OrderOrders(Trail trail) {
        super(trail, "v3/order/orders");
    }

    /**
     * {@code v3/order/orders/{out_trade_no}}.
     *
     * @param outTradeNo sent as it is, percent-encoded
     */
    public OrderOrdersByOutTradeNo outTradeNo(String outTradeNo) {
        return new OrderOrdersByOutTradeNo(trail().with("out_trade_no", outTradeNo));
    }

    /**
     * 下单. {@code POST v3/order/orders}.
     *
     * <p>Required: {@code out_trade_no}, {@code amount}.
     *
     * <p>After an unknown outcome repeat it with the same {@code out_trade_no} and parameters.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply post(Consumer<Request.Builder> request) {
        return post(Request.of(request));
    }

    /** 下单. {@code POST v3/order/orders}. */
    public Reply post(Request request) {
        return new Reply(chain().post(request.json()));
    }

    /** 下单. {@code POST v3/order/orders}. */
    public CompletableFuture<Reply> postAsync(Consumer<Request.Builder> request) {
        return postAsync(Request.of(request));
    }

    /** 下单. {@code POST v3/order/orders}. */
    public CompletableFuture<Reply> postAsync(Request request) {
        return then(chain().postAsync(request.json()), Reply::new);
    }

    @Override
    protected OrderOrders on(Trail trail) {
        return new OrderOrders(trail);
    }

    /** What is sent: 下单. */
    public static final class Request extends JsonView {
        static final Shape SHAPE = Shape.of(
                Rule.text("out_trade_no").required().length(6L, 32L).matching("[0-9A-Za-z]+"),
                Rule.object("amount", OrderAmount.SHAPE).required(),
                Rule.object("goods", OrderGoods.SHAPE).list().elements(1L, 3L),
                Rule.text("tags").list(),
                Rule.text("kind").oneOf("A", "B-2", "3"),
                Rule.text("time_expire"),
                Rule.jsonText("detail", OrderDetail.SHAPE));

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

        /** {@code out_trade_no}; required; 6 to 32 characters; for example {@code order-1}. */
        public @Nullable String outTradeNo() {
            return string("out_trade_no");
        }

        /** 金额. {@code amount}; required. */
        public @Nullable OrderAmount amount() {
            return view("amount", OrderAmount::new);
        }

        /** {@code goods}; 1 to 3 elements. */
        public List<OrderGoods> goods() {
            return views("goods", OrderGoods::new);
        }

        /** {@code tags}. */
        public List<String> tags() {
            return strings("tags");
        }

        /** {@code kind}; one of {@code A}, {@code B-2}, {@code 3}. */
        public @Nullable OrderKind kind() {
            return enumerated("kind", OrderKind::of);
        }

        /** {@code time_expire}; date-time. */
        public @Nullable OffsetDateTime timeExpire() {
            return dateTime("time_expire");
        }

        /** {@code detail}. */
        public @Nullable OrderDetail detail() {
            return textView("detail", OrderDetail::new);
        }

        /** Collects the fields. Not safe for several threads. */
        public static final class Builder extends ViewBuilder<Builder> {
            Builder() {
            }

            /** {@code out_trade_no}; required; 6 to 32 characters; for example {@code order-1}. */
            public Builder outTradeNo(String outTradeNo) {
                return put("out_trade_no", outTradeNo);
            }

            /** 金额. {@code amount}; required. */
            public Builder amount(OrderAmount amount) {
                return put("amount", amount);
            }

            /** 金额. {@code amount}; required. */
            public Builder amount(Consumer<OrderAmount.Builder> amount) {
                return put("amount", amount, new OrderAmount.Builder());
            }

            /** {@code goods}; 1 to 3 elements. */
            public Builder goods(List<OrderGoods> goods) {
                return put("goods", goods);
            }

            /** {@code goods}; 1 to 3 elements. */
            public Builder goods(OrderGoods... goods) {
                return put("goods", List.of(goods));
            }

            /** Adds one of {@code goods}; 1 to 3 elements. */
            public Builder addGoods(Consumer<OrderGoods.Builder> goods) {
                return add("goods", goods, new OrderGoods.Builder());
            }

            /** {@code tags}. */
            public Builder tags(List<String> tags) {
                return put("tags", tags);
            }

            /** {@code tags}. */
            public Builder tags(String... tags) {
                return put("tags", List.of(tags));
            }

            /** {@code kind}; one of {@code A}, {@code B-2}, {@code 3}. */
            public Builder kind(OrderKind kind) {
                return put("kind", kind);
            }

            /** {@code kind}; one of {@code A}, {@code B-2}, {@code 3}. */
            public Builder kind(String kind) {
                return put("kind", kind);
            }

            /** {@code time_expire}; date-time. */
            public Builder timeExpire(OffsetDateTime timeExpire) {
                return put("time_expire", timeExpire);
            }

            /** {@code time_expire}; date-time. */
            public Builder timeExpire(String timeExpire) {
                return put("time_expire", timeExpire);
            }

            /** {@code detail}. */
            public Builder detail(OrderDetail detail) {
                return putText("detail", detail);
            }

            /** {@code detail}. */
            public Builder detail(Consumer<OrderDetail.Builder> detail) {
                return putText("detail", detail, new OrderDetail.Builder());
            }

            /** {@code detail}. */
            public Builder detail(String detail) {
                return put("detail", detail);
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

    /**
     * The verified reply: 下单.
     *
     * <p>Also that of {@code GET v3/order/orders/{out_trade_no}}.
     */
    public static final class Reply extends ReplyView {
        Reply(io.github.fluentpay.client.Reply reply) {
            super(reply);
        }

        /** {@code prepay_id}; required. */
        public @Nullable String prepayId() {
            return string("prepay_id");
        }

        /** 金额. {@code amount}. */
        public @Nullable OrderAmount amount() {
            return view("amount", OrderAmount::new);
        }
    }
}
