/** Shared by FluentPay's own modules, and not for users: it may change in any version. */
@NullMarked
package io.github.fluentpay.protocol.internal;

import org.jspecify.annotations.NullMarked;
