/** The settings of one merchant, from {@code profile.properties} and the environment. */
@NullMarked
package io.github.fluentpay.profile;

import org.jspecify.annotations.NullMarked;
