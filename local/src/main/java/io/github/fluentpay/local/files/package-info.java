/**
 * Files that came and files that are fetched: uploads, bills, what replies made up point to. Internal to LocalPay: not for
 * users. Entry type: {@link io.github.fluentpay.local.files.FileStore}.
 */
@NullMarked
package io.github.fluentpay.local.files;

import org.jspecify.annotations.NullMarked;
