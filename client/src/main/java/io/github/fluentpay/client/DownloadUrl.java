package io.github.fluentpay.client;

import io.github.fluentpay.protocol.internal.PlatformHosts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A URL that the platform gave for a download, checked: a signature goes to nobody but the platform, or the stand-in of it
 * that the client is set up for. No message shows its query, which holds the token.
 *
 * @param host where to send it; null for the client's own hosts, which stand in for the platform's
 * @param target path and query exactly as received
 */
record DownloadUrl(@Nullable BaseUrl host, String target) {

    static DownloadUrl of(String url, List<BaseUrl> own, boolean ownIsPlatform) {
        URI uri = parsed(url);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        for (BaseUrl base : own) {
            URI origin = base.origin();
            if (host.equals(origin.getHost().toLowerCase(Locale.ROOT))
                    && scheme.equals(origin.getScheme())
                    && port(uri) == port(origin)) {
                return new DownloadUrl(base, withoutPrefix(target(uri), base.prefix()));
            }
        }
        if (!PlatformHosts.ALL.contains(host)) {
            throw refused(
                    url,
                    "it is at none of the platform's hosts and of the client's base URLs " + origins(own)
                            + ". Take the URL from a reply of the platform that was verified");
        }
        if (!scheme.equals("https") || port(uri) != 443) {
            throw refused(url, "the platform is reached by https at its usual port only; somebody changed the URL");
        }
        return new DownloadUrl(ownIsPlatform ? new BaseUrl(URI.create("https://" + host), "") : null, target(uri));
    }

    private static URI parsed(String url) {
        boolean ascii = url.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        if (!ascii) {
            throw refused(
                    url, "it has a blank, a line end or a character that is not ASCII; give it exactly as received");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            throw refused(url, "it is no URL (index " + malformed.getIndex() + "); give it exactly as received");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused(url, "it does not start with https://; a path goes into chain(…)");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused(url, "it has a user in front of the host, as a URL that leads astray has");
        }
        if (uri.getHost() == null) {
            throw refused(url, "it has no host");
        }
        if (uri.getRawFragment() != null) {
            throw refused(url, "it has a fragment (#…), which is never sent; give it exactly as received");
        }
        if (uri.getRawPath().startsWith("//")) {
            throw refused(url, "its path begins with two slashes, of which one gets lost on the way");
        }
        if (uri.getRawPath().length() < 2) {
            throw refused(url, "it has no path");
        }
        return uri;
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static String withoutPrefix(String target, String prefix) {
        return target.startsWith(prefix + "/") ? target.substring(prefix.length()) : target;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("http") ? 80 : 443;
    }

    private static List<URI> origins(List<BaseUrl> own) {
        return own.stream().map(BaseUrl::origin).toList();
    }

    private static IllegalArgumentException refused(String url, String why) {
        return new IllegalArgumentException(
                "The download URL " + shown(url) + " cannot be used: " + why + ". Nothing was sent");
    }

    /** Without query, fragment and user, which may be secret; unusual characters are left out. */
    static String shown(String url) {
        int scheme = url.indexOf("://");
        String rest = scheme < 0 ? url : url.substring(scheme + 3);
        String path = rest.split("[?#]", 2)[0];
        String shown = (scheme < 0 ? "" : url.substring(0, scheme + 3)) + path.substring(path.lastIndexOf('@') + 1);
        String plain = shown.replaceAll("[^!-~]", "");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
    }

    /** The path as an endpoint has it, without its leading slash. */
    String path() {
        int query = target.indexOf('?');
        return target.substring(1, query < 0 ? target.length() : query);
    }
}
