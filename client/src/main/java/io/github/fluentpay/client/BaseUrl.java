package io.github.fluentpay.client;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.net.URI;
import java.util.Locale;

/**
 * Where the platform is reached.
 *
 * @param origin scheme, host and port
 * @param prefix a reverse proxy's path in front of the platform's, without a trailing slash; usually empty
 */
record BaseUrl(URI origin, String prefix) {

    static BaseUrl of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw malformed(url, "it must start with https:// (or http:// for a machine of your own)");
        }
        if (url.getHost() == null) {
            throw malformed(url, "it has no host");
        }
        // An @ in the path comes from a password with a slash in it.
        boolean hasUser =
                url.getRawUserInfo() != null || String.valueOf(url.getRawPath()).contains("@");
        if (url.getRawQuery() != null || url.getRawFragment() != null || hasUser) {
            throw malformed(url, "it must not have a query, a fragment or a user");
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        if (path.matches("(.*/)?v3/*")) {
            throw malformed(url, "it ends in v3, with which every path begins already: leave it out");
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return new BaseUrl(URI.create(scheme + "://" + url.getHost() + port), path.replaceAll("/+$", ""));
    }

    private static IllegalArgumentException malformed(URI url, String why) {
        String text = url.toString();
        String which = ShownValue.isPublic(text) ? text : "(" + ShownValue.described(text) + ")";
        return new IllegalArgumentException("The base URL " + which + " cannot be used: " + why);
    }
}
