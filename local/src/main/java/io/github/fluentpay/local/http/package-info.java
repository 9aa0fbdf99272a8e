/**
 * The HTTP server, and the one exchange from its bytes to its bytes. Internal to LocalPay: not for users. Entry type:
 * {@link io.github.fluentpay.local.http.HttpServer}.
 */
@NullMarked
package io.github.fluentpay.local.http;

import org.jspecify.annotations.NullMarked;
