package io.github.fluentpay.local.exchange;

import java.util.function.Predicate;

/**
 * A method and a path that are served.
 *
 * @param method upper case
 * @param fidelity how true to the platform its answers are
 * @param concerned which requests of that method and path; the others are for another route
 */
public record Route(
        String method, PathTemplate path, Fidelity fidelity, Endpoint endpoint, Predicate<Request> concerned) {

    /** A route for every request of that method and path. */
    public Route(String method, PathTemplate path, Fidelity fidelity, Endpoint endpoint) {
        this(method, path, fidelity, endpoint, request -> true);
    }

    /** A route with GET, whose answers come from what LocalPay keeps. */
    public static Route get(String path, Endpoint endpoint) {
        return stateful("GET", path, endpoint);
    }

    /** A route with POST, whose answers come from what LocalPay keeps. */
    public static Route post(String path, Endpoint endpoint) {
        return stateful("POST", path, endpoint);
    }

    /** A route with PATCH, whose answers come from what LocalPay keeps. */
    public static Route patch(String path, Endpoint endpoint) {
        return stateful("PATCH", path, endpoint);
    }

    /** A route with DELETE, whose answers come from what LocalPay keeps. */
    public static Route delete(String path, Endpoint endpoint) {
        return stateful("DELETE", path, endpoint);
    }

    /** This route, but for those requests: they are answered as documented. */
    public Route unless(Predicate<Request> others) {
        return new Route(method, path, fidelity, endpoint, concerned.and(others.negate()));
    }

    private static Route stateful(String method, String path, Endpoint endpoint) {
        return new Route(method, new PathTemplate(path), Fidelity.STATEFUL, endpoint);
    }
}
