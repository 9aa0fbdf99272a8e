package io.github.fluentpay.local.exchange;

/**
 * A method and a path that are served.
 *
 * @param method upper case
 */
public record Route(String method, PathTemplate path, Endpoint endpoint) {

    /** A route with GET. */
    public static Route get(String path, Endpoint endpoint) {
        return new Route("GET", new PathTemplate(path), endpoint);
    }

    /** A route with POST. */
    public static Route post(String path, Endpoint endpoint) {
        return new Route("POST", new PathTemplate(path), endpoint);
    }
}
