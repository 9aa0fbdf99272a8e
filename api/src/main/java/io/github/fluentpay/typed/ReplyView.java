package io.github.fluentpay.typed;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed view over a verified reply. A reply that is not the documented JSON is a view as well, since the platform has
 * acted: {@link #reply()} has its status, {@code Request-ID} and bytes. Every accessor of such a view, generated or not,
 * throws an {@link IllegalStateException} that says which content came instead, and of which size. Do not repeat the call
 * for it.
 */
public abstract class ReplyView extends JsonView {

    private final Reply reply;
    private final @Nullable JsonObject opened;

    /** For generated code. */
    protected ReplyView(Reply reply) {
        this.reply = reply;
        this.opened = null;
    }

    /** For generated code: the reply with sensitive fields opened. */
    protected ReplyView(Reply reply, JsonObject json) {
        this.reply = reply;
        this.opened = json;
    }

    /** For generated code: the JSON with sensitive fields opened. */
    protected final JsonObject opened(WechatPayClient pay, List<String> pointers) {
        return opened(pay, json(), pointers);
    }

    /** Status, headers, {@code Request-ID} and the bytes as they came. */
    public final Reply reply() {
        return reply;
    }

    /**
     * Everything that is there, known or not.
     *
     * @throws IllegalStateException if the reply is not JSON, with what came instead; {@link #reply()} has its bytes
     */
    @Override
    public final JsonObject json() {
        return opened == null ? reply.json() : opened;
    }

    @Override
    final Object content() {
        try {
            return json();
        } catch (IllegalStateException notJson) {
            return reply;
        }
    }
}
