/**
 * Who is who: the platform's keys, the merchants and theirs, and the folder that keeps them. Internal to LocalPay: not
 * for users. Entry types: {@link io.github.fluentpay.local.identity.Identity},
 * {@link io.github.fluentpay.local.identity.Merchants} and {@link io.github.fluentpay.local.identity.DataFolder}.
 */
@NullMarked
package io.github.fluentpay.local.identity;

import org.jspecify.annotations.NullMarked;
