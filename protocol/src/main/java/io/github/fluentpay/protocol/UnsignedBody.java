package io.github.fluentpay.protocol;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells of a notification without the headers of a signature what else it is. Anybody can send one, so this parses nothing. */
final class UnsignedBody {

    /** Of the body's beginning; a root element comes sooner. */
    private static final int LOOKED_AT = 512;

    private static final Pattern API_V2 =
            Pattern.compile("\\A(?:\u00EF\u00BB\u00BF)?\\s*(?:<\\?xml[^>]*\\?>)?\\s*<xml[\\s>]");

    private static final Pattern SIGNATURE =
            Pattern.compile('"' + SignatureHeaders.SIGNATURE + '"', Pattern.CASE_INSENSITIVE);

    private UnsignedBody() {}

    /** A refusal that says what the body is, or the refusal as it is. */
    static Refusal recognise(byte[] body, Refusal otherwise) {
        // One char a byte: nothing here is beyond ASCII, and no byte is lost.
        String begin = new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (API_V2.matcher(begin).find()) {
            return new Refusal(
                    Refusal.Reason.APIV2_NOTIFICATION,
                    "it is an APIv2 notification (XML, signed in its field sign): the order, refund or contract was made"
                            + " by APIv2, or its notify_url was. Give that one the notify_url of an APIv2 receiver, or"
                            + " make it by an APIv3 call, v3/pay/transactions/… for an order");
        }
        boolean envelope = begin.startsWith("{")
                && body.length <= ChangedBody.LONGEST
                && SIGNATURE
                        .matcher(new String(body, StandardCharsets.ISO_8859_1))
                        .find();
        if (envelope) {
            String missing = otherwise.message().split(";", 2)[0];
            return new Refusal(
                    otherwise.reason(),
                    missing + "; it is in the body, which is " + EventEnvelope.NAME
                            + ": take headers and body out of that event");
        }
        return otherwise;
    }
}
