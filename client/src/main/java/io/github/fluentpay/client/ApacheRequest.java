package io.github.fluentpay.client;

import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.net.URIAuthority;

/** A request for Apache HttpClient, sent as it is. */
final class ApacheRequest extends BasicRequestProducer {

    ApacheRequest(TransportRequest request) {
        super(
                head(request),
                request.method().equals("GET") || request.method().equals("DELETE")
                        ? null
                        : AsyncEntityProducers.create(request.body(), null));
    }

    private static HttpRequest head(TransportRequest request) {
        // Built from its parts: a URI would be normalised, and so differ from what was signed.
        BasicHttpRequest head = new BasicHttpRequest(request.method(), request.target());
        head.setScheme(request.origin().getScheme());
        head.setAuthority(
                new URIAuthority(request.origin().getHost(), request.origin().getPort()));
        request.headers().forEach(head::addHeader);
        return head;
    }
}
