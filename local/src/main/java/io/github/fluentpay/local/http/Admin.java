package io.github.fluentpay.local.http;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.exchange.Router;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls about LocalPay itself, under a prefix that no documented path has. They carry no signature, so pages in a browser
 * are kept out: they must not be made to change anything by a site that somebody visits. With a token they are for those
 * who know it.
 */
public final class Admin {

    /** What all their paths begin with. */
    public static final String PREFIX = "/localpay/";

    /** The same without the slash at its end, which is easily left out. */
    public static final String ROOT = "/localpay";

    private static final Logger LOG = LoggerFactory.getLogger(Admin.class);

    /** A name that a foreign site can point to this machine is none of these. */
    private static final Pattern LOOPBACK = Pattern.compile("(127(\\.[0-9]{1,3}){3}|localhost|\\[::1])(:[0-9]+)?");

    /** The header that carries the token. */
    public static final String TOKEN = "LocalPay-Admin-Token";

    private final Router router;
    private final Route pictures;
    private final byte @Nullable [] token;

    /**
     * Serves these routes; their calls have an empty merchant number.
     *
     * @param pictures what is beside them, and for everybody
     * @param token every other call has to bring it; null if none is wanted, and then they must come by a name of this
     *     machine
     */
    public Admin(List<Route> routes, Route pictures, @Nullable String token) {
        List<Route> all = new ArrayList<>(routes);
        all.add(pictures);
        this.router = new Router(all, List.of(), false);
        this.pictures = pictures;
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    static boolean concerns(String rawPath) {
        return rawPath.startsWith(PREFIX) || rawPath.equals(ROOT);
    }

    Reply answer(Request request) {
        try {
            if (!pictures.path().fits(request.rawPath())) {
                check(request);
            }
            return router.answer("", request);
        } catch (RefusedException e) {
            return Reply.refusing(e);
        } catch (RuntimeException e) {
            LOG.error("LocalPay failed at {} {}", request.method(), request.rawPath(), e);
            return Reply.refusing(
                    new RefusedException(ErrorCode.SYSTEM_ERROR, "LocalPay failed; its log has the reason"));
        }
    }

    private void check(Request request) {
        refusePages(request);
        if (token == null) {
            refuseForeignNames(request);
        } else {
            refuseStrangers(request, token);
        }
    }

    private static void refuseStrangers(Request request, byte[] token) {
        String given = request.header(TOKEN);
        byte[] bytes = given == null ? new byte[0] : given.getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(token, bytes)) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH,
                    "Calls about LocalPay itself want the token that it was started with, in the header " + TOKEN);
        }
    }

    private static void refuseForeignNames(Request request) {
        @Nullable String host = request.header("Host");
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH, "Calls about LocalPay itself take 127.0.0.1, localhost or [::1] as their host");
        }
    }

    private static void refusePages(Request request) {
        if (request.header("Origin") != null) {
            throw new RefusedException(
                    ErrorCode.NO_AUTH, "Calls about LocalPay itself are not for pages in a browser: send no Origin");
        }
    }
}
