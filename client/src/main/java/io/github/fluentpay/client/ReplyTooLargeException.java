package io.github.fluentpay.client;

import java.io.IOException;

/** The reply's body is larger than the request allowed; the rest was not read. */
public final class ReplyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient TransportReply head;

    /** @param head what was read before the body: status and headers, without a body */
    public ReplyTooLargeException(TransportReply head, int maxReplyBytes) {
        super("the reply's body is larger than " + maxReplyBytes + " bytes");
        this.head = head;
    }

    /** Status and headers of the reply, without a body. */
    public TransportReply head() {
        return head;
    }
}
