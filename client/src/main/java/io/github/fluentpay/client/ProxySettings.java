package io.github.fluentpay.client;

import java.util.Objects;
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

    /** @throws IllegalArgumentException if the host is blank, the port is out of range, or only one of user and
     *     password is given */
    public ProxySettings {
        Objects.requireNonNull(host, "host");
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("The proxy " + host + ":" + port + " is not a host and a port");
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
