package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.local.signature.ReplySigner;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a reply on the wire: signed, with a request id, and noted in log and journal; or what a fault wants instead. */
final class ReplyWriter {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.fluentpay.local.requests");

    private static final String REQUEST_ID = ReplySigner.REQUEST_ID;
    private static final String HTML = "text/html";

    private final ReplySigner signer;
    private final Consumer<JournalEntry> journal;

    ReplyWriter(ReplySigner signer, Consumer<JournalEntry> journal) {
        this.signer = signer;
        this.journal = journal;
    }

    void write(Exchange exchange, Platform.Outcome outcome, @Nullable Fault fault) {
        Reply reply = outcome.reply();
        ReplySigner.Signed signed = signer.sign(exchange.wantedSerial(), reply, fault);
        byte[] body = reply.body();
        exchange.response().setStatus(reply.status());
        HttpFields.Mutable headers = exchange.response().getHeaders();
        headers.put(REQUEST_ID, signer.requestId(reply.internalNumber()));
        signed.headers().forEach(headers::put);
        reply.headers().forEach(headers::put);
        if (fault instanceof Fault.MissingHeader missing) {
            headers.remove(missing.name());
        }
        frame(exchange, reply.contentType(), body);
        note(exchange.entry(reply, outcome.effect(), headers.get(REQUEST_ID), signed.signedBy(), fault));
        if (fault instanceof Fault.HalfReply) {
            half(exchange, body);
        } else {
            exchange.response().write(true, ByteBuffer.wrap(body), exchange.callback());
        }
    }

    /** What LocalPay says of itself: neither signed nor noted. */
    void plain(Exchange exchange, Reply reply) {
        exchange.response().setStatus(reply.status());
        reply.headers().forEach(exchange.response().getHeaders()::put);
        byte[] body = reply.body();
        frame(exchange, reply.contentType(), body);
        exchange.response().write(true, ByteBuffer.wrap(body), exchange.callback());
    }

    /** What stands in front of the platform answers for itself: no signature, no request id. */
    void page(Exchange exchange, JournalEntry.Effect effect, Fault.GatewayPage page) {
        String title = page.status() + " " + HttpStatus.getMessage(page.status());
        byte[] body = ("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                        + "</h1></center>\r\n</body>\r\n</html>\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        exchange.response().setStatus(page.status());
        frame(exchange, HTML, body);
        note(exchange.entry(page.status(), effect, page));
        exchange.response().write(true, ByteBuffer.wrap(body), exchange.callback());
    }

    /** Not a byte, and the connection is gone. */
    void reset(Exchange exchange, JournalEntry.Effect effect, Fault.Reset reset) {
        note(exchange.entry(JournalEntry.NO_REPLY, effect, reset));
        EndPoint connection = connection(exchange);
        if (connection.getTransport() instanceof SocketChannel channel) {
            try {
                // Closing then sends RST instead of FIN, and so the caller cannot take it for an orderly end.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                LOG.debug("The connection ended before it was reset", e);
            }
        }
        connection.close();
        // Nothing can be written any longer: Jetty finds that out, and forgets the exchange.
        exchange.callback().succeeded();
    }

    private static void half(Exchange exchange, byte[] body) {
        byte[] half = Arrays.copyOf(body, body.length / 2);
        exchange.response()
                .write(
                        false,
                        ByteBuffer.wrap(half),
                        Callback.from(
                                () -> {
                                    connection(exchange).close();
                                    exchange.callback().succeeded();
                                },
                                exchange.callback()::failed));
    }

    private static EndPoint connection(Exchange exchange) {
        return exchange.request().getConnectionMetaData().getConnection().getEndPoint();
    }

    private static void frame(Exchange exchange, String contentType, byte[] body) {
        HttpFields.Mutable headers = exchange.response().getHeaders();
        if (body.length > 0) {
            // A plain field: Jetty would add a charset to one it knows, and the platform sends none.
            headers.put(new HttpField(HttpHeader.CONTENT_TYPE, contentType));
        }
        if (exchange.response().getStatus() != HttpStatus.NO_CONTENT_204) {
            headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        }
        if (exchange.request().getConnectionMetaData().isPersistent()) {
            headers.put(HttpHeader.KEEP_ALIVE, "timeout=" + HttpServer.IDLE.toSeconds());
        }
    }

    private void note(JournalEntry entry) {
        journal.accept(entry);
        LOG.info("{} {} {} {} {}", entry.method(), entry.path(), entry.status(), entry.code(), entry.requestId());
    }
}
