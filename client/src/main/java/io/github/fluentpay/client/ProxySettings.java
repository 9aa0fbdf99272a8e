package io.github.fluentpay.client;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy, perhaps with basic authentication. {@code toString()} hides the password. The HTTP engine's own header log
 * does not: where {@code org.apache.hc.client5.http.headers} is turned to DEBUG, it shows {@code Proxy-Authorization}.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param user null if the proxy asks for none
 * @param password null if the proxy asks for none
 */
public record ProxySettings(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {

    private static final Pattern HOST = Pattern.compile("[^\\s/@?#]+");

    /** @throws IllegalArgumentException if the host is blank or a URL, the port is out of range, or only one of user and
     *     password is given */
    public ProxySettings {
        Objects.requireNonNull(host, "host");
        if (!HOST.matcher(host).matches()) {
            // A URL with user and password may have been given.
            throw new IllegalArgumentException("The proxy's host is not a name or an address, but "
                    + ShownValue.described(host) + "; user and password have arguments of their own");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("The proxy's port is " + port + "; it is from 1 to 65535");
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("The proxy needs both user and password, or neither");
        }
    }

    /** A proxy that asks for no password. */
    public static ProxySettings of(String host, int port) {
        return new ProxySettings(host, port, null, null);
    }

    @Override
    public String toString() {
        return "ProxySettings[" + host + ":" + port + (user == null ? "" : ", with credentials") + "]";
    }
}
