package io.github.fluentpay.v3.order;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * {@code v3/order/orders/{out_trade_no}}: 查询.
 *
 * <p>查询, {@code GET}:
 * <pre>{@code
 * OrderOrders.Reply reply = pay.v3().order().orders().outTradeNo("OUT_TRADE_NO")
 *         .get();
 * }</pre>
 */
@Generated("io.github.fluentpay.codegen")
public final class OrderOrdersByOutTradeNo extends Step<OrderOrdersByOutTradeNo> {
    /** For the step above. */
    public OrderOrdersByOutTradeNo(Trail trail) {
        super(trail, "v3/order/orders/{out_trade_no}");
    }

    /**
     * 查询. {@code GET v3/order/orders/{out_trade_no}}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public OrderOrders.Reply get() {
        return new OrderOrders.Reply(chain().get());
    }

    /** 查询. {@code GET v3/order/orders/{out_trade_no}}. */
    public CompletableFuture<OrderOrders.Reply> getAsync() {
        return then(chain().getAsync(), OrderOrders.Reply::new);
    }

    @Override
    protected OrderOrdersByOutTradeNo on(Trail trail) {
        return new OrderOrdersByOutTradeNo(trail);
    }
}
