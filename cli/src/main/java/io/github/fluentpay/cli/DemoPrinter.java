package io.github.fluentpay.cli;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.protocol.ServiceException;
import java.net.URI;

/** Shows what the demo does, as it happens. */
interface DemoPrinter {

    void begin(URI baseUrl);

    /** One spelling: the line of code, the request it sent, the answer. */
    void returned(String spelling, String code, TransportRequest request, Reply reply);

    /** The coupon is used once more, so that it can be returned once more. */
    void redeemedAgain(Reply reply);

    /** A call that the platform refuses, as its caller sees it. */
    void refused(String title, String code, TransportRequest request, ServiceException refusal);

    /** A wrong signature, and what LocalPay says about it. */
    void diagnosed(String title, String mistake, int status, String message, String stringToSign);

    void end();
}
