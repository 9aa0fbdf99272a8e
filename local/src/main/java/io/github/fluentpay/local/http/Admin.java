package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.exchange.Router;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls about LocalPay itself, under a prefix that no documented path has. They carry no signature, so pages in a browser
 * are kept out: they must not be made to change anything by a site that somebody visits.
 */
public final class Admin {

    /** What all their paths begin with. */
    public static final String PREFIX = "/localpay/";

    private static final Logger LOG = LoggerFactory.getLogger(Admin.class);

    /** A name that a foreign site can point to this machine is none of these. */
    private static final Pattern LOOPBACK = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]+)?");

    private final Router router;

    /** Serves these routes; their calls have an empty merchant number. */
    public Admin(List<Route> routes) {
        this.router = new Router(routes, List::of);
    }

    static boolean concerns(String rawPath) {
        return rawPath.startsWith(PREFIX);
    }

    Reply answer(Request request) {
        try {
            refusePages(request);
            return router.answer("", request);
        } catch (RefusedException e) {
            return Reply.refusing(e);
        } catch (RuntimeException e) {
            LOG.error("LocalPay failed at {} {}", request.method(), request.rawPath(), e);
            return Reply.refusing(
                    new RefusedException(ErrorCode.SYSTEM_ERROR, "LocalPay failed; its log has the reason"));
        }
    }

    private static void refusePages(Request request) {
        @Nullable String host = request.header("Host");
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH, "Calls about LocalPay itself take 127.0.0.1, localhost or [::1] as their host");
        }
        if (request.header("Origin") != null) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH, "Calls about LocalPay itself are not for pages in a browser: send no Origin");
        }
    }
}
