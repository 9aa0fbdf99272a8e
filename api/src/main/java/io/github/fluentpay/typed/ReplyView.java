package io.github.fluentpay.typed;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;

/** A typed view over a verified reply. */
public abstract class ReplyView extends JsonView {

    private final Reply reply;

    /** For generated code. */
    protected ReplyView(Reply reply) {
        this(reply, reply.json());
    }

    /** For generated code: the reply with sensitive fields opened. */
    protected ReplyView(Reply reply, JsonObject json) {
        super(json);
        this.reply = reply;
    }

    /** Status, headers, {@code Request-ID} and the bytes as they came. */
    public final Reply reply() {
        return reply;
    }
}
