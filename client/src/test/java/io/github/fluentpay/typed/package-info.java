/** What a module that builds on the client can do from outside its package. */
@NullMarked
package io.github.fluentpay.typed;

import org.jspecify.annotations.NullMarked;
