package io.github.fluentpay.client;

import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.net.URIAuthority;

/** A request for Apache HttpClient, sent as it is. */
final class ApacheRequest extends BasicRequestProducer {

    ApacheRequest(TransportRequest request) {
        super(head(request), hasEntity(request) ? AsyncEntityProducers.create(request.body(), null) : null);
    }

    /** A GET or DELETE without a body has none; any other method says so with a length of zero. */
    private static boolean hasEntity(TransportRequest request) {
        boolean bare = request.method().equals("GET") || request.method().equals("DELETE");
        return request.body().length > 0 || !bare;
    }

    private static HttpRequest head(TransportRequest request) {
        // Built from its parts: a URI would be normalised, and so differ from what was signed.
        BasicHttpRequest head = new BasicHttpRequest(request.method(), request.target());
        head.setScheme(request.origin().getScheme());
        head.setAuthority(
                new URIAuthority(request.origin().getHost(), request.origin().getPort()));
        request.headers()
                .forEach((name, value) -> head.addHeader(
                        name.equalsIgnoreCase("Authorization")
                                ? new SecretHeader(name, value)
                                : new BasicHeader(name, value)));
        return head;
    }
}
