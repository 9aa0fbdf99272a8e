package io.github.fluentpay.client;

/**
 * One reply as it came in.
 *
 * @param status HTTP status
 * @param headers as received
 * @param body the bytes as received; never change them. Empty if there are none
 */
@SuppressWarnings("ArrayRecordComponent") // the one copy of the body that is verified; replies are not compared
public record TransportReply(int status, Headers headers, byte[] body) {

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    /** Shows neither headers nor body. */
    @Override
    public String toString() {
        return "TransportReply[" + status + ", " + body.length + " bytes]";
    }
}
