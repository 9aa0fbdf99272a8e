package io.github.fluentpay.client;

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
        if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            throw malformed(url, "it must not have a query, a fragment or a user");
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return new BaseUrl(URI.create(scheme + "://" + url.getHost() + port), path.replaceAll("/+$", ""));
    }

    private static IllegalArgumentException malformed(URI url, String why) {
        // A user name and password may stand before an @.
        String shown = url.toString().replaceAll("//[^/]*@", "//***@");
        return new IllegalArgumentException("The base URL " + shown + " cannot be used: " + why);
    }
}
