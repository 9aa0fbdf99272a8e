package io.github.fluentpay.v3.shop;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/**
 * {@code v3/shop/native/{package}/notify}: 通知.
 *
 * <p>通知, {@code POST}:
 * <pre>{@code
 * Reply reply = pay.v3().shop().native_().package_("PACKAGE").notify_()
 *         .post();
 * }</pre>
 * It answers without JSON.
 */
@Generated("io.github.fluentpay.codegen")
public final class ShopNativeNotify extends Step<ShopNativeNotify> {
    /** For the step above. */
    public ShopNativeNotify(Trail trail) {
        super(trail, "v3/shop/native/{package}/notify");
    }

    /**
     * 通知. {@code POST v3/shop/native/{package}/notify}.
     *
     * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/1">官方文档 1</a>
     */
    public Reply post() {
        return chain().post();
    }

    /** 通知. {@code POST v3/shop/native/{package}/notify}. */
    public CompletableFuture<Reply> postAsync() {
        return chain().postAsync();
    }

    @Override
    protected ShopNativeNotify on(Trail trail) {
        return new ShopNativeNotify(trail);
    }
}
