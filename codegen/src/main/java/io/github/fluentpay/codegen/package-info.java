/**
 * The typed chain's generator, in three stages: the catalogue is read, {@link io.github.fluentpay.codegen.Decisions}
 * settles every name and type, and the emitters print what was decided.
 */
@NullMarked
package io.github.fluentpay.codegen;

import org.jspecify.annotations.NullMarked;
