package io.github.fluentpay.catalogue;

import java.net.URI;

/**
 * Where an endpoint is, if not at {@code https://api.mch.weixin.qq.com/}.
 *
 * @param base scheme and host, with a path that goes in front of the endpoint's own
 * @param required whether it is only there; otherwise the usual hosts answer too
 */
public record Host(URI base, boolean required) {

    /** The path in front of the endpoint's own, without slashes at its ends: {@code hk}, {@code global}, or nothing. */
    public String prefix() {
        String path = base.getPath();
        return path.substring(1, Math.max(1, path.length() - 1));
    }
}
