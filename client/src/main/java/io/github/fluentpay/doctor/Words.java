package io.github.fluentpay.doctor;

import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.internal.Identifier;
import io.github.fluentpay.protocol.internal.ShownValue;

/** Parts of findings that several checks have. */
final class Words {

    static final String TAKE_PUBLIC_KEY =
            "Take pub_key.pem and the PUB_KEY_ID_… beside it from the merchant console, API security (API安全)";
    static final String DOWNLOAD_CERTIFICATES = "Download the platform certificates: `fluentpay certificates download`";

    static final String LATER = "Run the doctor again later";

    /** Enough for every documented text; more would be a page of a gateway. */
    private static final int LONGEST_QUOTE = 300;

    private Words() {}

    static boolean isPublicKey(String serial) {
        return serial.startsWith(Identifier.PUBLIC_KEY_PREFIX);
    }

    /** The key of the platform that a serial names. */
    static String of(String serial) {
        if (isPublicKey(serial)) {
            return "the WeChat Pay public key " + ShownValue.of(serial);
        }
        return "the platform certificate " + quoted(serial);
    }

    /** What the platform said. */
    static String of(ServiceException refused) {
        return "HTTP " + refused.status()
                + (refused.code() == null ? "" : " " + quoted(refused.code()))
                + (refused.platformMessage() == null ? "" : " \"" + quoted(refused.platformMessage()) + "\"")
                + (refused.requestId() == null ? "" : " (Request-ID " + quoted(refused.requestId()) + ")");
    }

    /** That the platform's self-test was not made. */
    static String notNow(ServiceException refused) {
        return "the self-test is not available now: " + of(refused);
    }

    /** Someone else's text, not too long; the report puts it on one line. */
    static String quoted(String text) {
        String stripped = text.strip();
        return stripped.length() <= LONGEST_QUOTE ? stripped : stripped.substring(0, LONGEST_QUOTE) + "…";
    }
}
