package io.github.fluentpay.client;

import io.github.fluentpay.protocol.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Takes the coding off a reply (RFC 9110 section 8.4). Every request asks for none, since the platform signs plain bytes; but
 * a proxy on the way may pack all the same.
 */
final class ContentCoding {

    private static final String HEADER = "Content-Encoding";

    /** More layers than any proxy makes. */
    private static final int MOST = 3;

    private ContentCoding() {}

    /**
     * The reply with its body unpacked, and without the headers that describe the packed one; itself if it is not packed.
     * A refusal keeps its status, readable or not.
     *
     * @throws ReplyTooLargeException if a body of a success is larger than that when unpacked
     * @throws IOException if it breaks off or is damaged
     * @throws MalformedMessageException if it has another coding
     */
    static TransportReply decoded(Call call, TransportReply reply, int maxReplyBytes) throws IOException {
        List<String> codings = codings(reply);
        if (codings.isEmpty() || reply.body().length == 0) {
            return reply;
        }
        try {
            return new TransportReply(reply.status(), plainHeaders(reply), plain(call, reply, codings, maxReplyBytes));
        } catch (IOException | MalformedMessageException unreadable) {
            if (reply.isSuccess()) {
                throw unreadable;
            }
            return new TransportReply(reply.status(), plainHeaders(reply), new byte[0]);
        }
    }

    /** In the order in which they were applied. */
    private static List<String> codings(TransportReply reply) {
        List<String> codings = new ArrayList<>();
        for (String line : reply.headers().all(HEADER)) {
            Stream.of(line.split(","))
                    .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                    .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                    .forEach(codings::add);
        }
        return codings;
    }

    private static byte[] plain(Call call, TransportReply reply, List<String> codings, int maxReplyBytes)
            throws IOException {
        boolean gzipAlone = codings.stream().allMatch(coding -> coding.equals("gzip") || coding.equals("x-gzip"));
        if (!gzipAlone || codings.size() > MOST) {
            throw new MalformedMessageException(
                    "The reply to " + call.endpoint() + ", HTTP " + reply.status() + ", cannot be read: its "
                            + HEADER + " is \"" + shown(codings) + "\", and only gzip, at most " + MOST
                            + " times, is unpacked. The request asked for none, so a proxy on the way added it: turn"
                            + " compression off there. "
                            + call.repeat().nextStep(),
                    call.repeat().afterUnknownOutcome(),
                    null);
        }
        byte[] body = reply.body();
        for (int i = 0; i < codings.size(); i++) {
            // A transport or proxy that unpacks and leaves the header standing; the signature tells.
            if (!Gunzip.isGzip(body)) {
                return body;
            }
            try {
                body = Gunzip.bytes(new ByteArrayInputStream(body), maxReplyBytes);
            } catch (Gunzip.TooLargeException bomb) {
                throw new ReplyTooLargeException(
                        new TransportReply(reply.status(), reply.headers(), new byte[0]), maxReplyBytes);
            } catch (IOException damaged) {
                throw new IOException("its gzip body is damaged or breaks off: " + Failures.reason(damaged), damaged);
            }
        }
        return body;
    }

    /** The codings for a message: the header may hold anything. */
    private static String shown(List<String> codings) {
        String all = String.join(", ", codings).replaceAll("[^ -~]", "?");
        return all.length() <= 60 ? all : all.substring(0, 60) + "…";
    }

    private static Headers plainHeaders(TransportReply reply) {
        Headers.Builder others = Headers.builder();
        reply.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase(HEADER) && !name.equalsIgnoreCase("Content-Length")) {
                others.add(name, value);
            }
        });
        return others.build();
    }
}
