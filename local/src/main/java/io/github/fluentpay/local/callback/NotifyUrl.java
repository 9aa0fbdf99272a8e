package io.github.fluentpay.local.callback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether and where a {@code notify_url} may be called. Names are never looked up to find out. */
record NotifyUrl(URI uri) {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.*\\.localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is not to be called; the message says why and what to do
     */
    static NotifyUrl parse(String text, boolean anyHost) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL: " + e.getReason(), e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("it does not begin with http:// or https://");
        }
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("it names no host");
        }
        NotifyUrl url = new NotifyUrl(uri);
        if (!anyHost && !url.isOnThisMachine()) {
            throw new IllegalArgumentException("LocalPay calls this machine only, and " + host
                    + " is another name than localhost, 127.0.0.1 or [::1]: redirect it, or let it call any host");
        }
        return url;
    }

    boolean isEncrypted() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    boolean isOnThisMachine() {
        return LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    /** Its path, as a rule for faults sees it. */
    String path() {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }
}
