/**
 * What the platform documents, as data: every endpoint, field and event, with its official page.
 *
 * <p>Start at {@link io.github.fluentpay.catalogue.Catalogue}. The files beside these classes' resources are made by the
 * import and never edited by hand; what a person adds or corrects stands in {@code overlays/}.
 */
@NullMarked
package io.github.fluentpay.catalogue;

import org.jspecify.annotations.NullMarked;
