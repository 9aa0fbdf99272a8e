/**
 * What WeChat Pay's APIv3 says on the wire: signing, verifying, sealing, keys and certificates, and the errors that
 * calls and notifications end in. No HTTP, no threads, no clock: time comes in as an argument.
 *
 * <p>Entry types: {@link io.github.fluentpay.protocol.Merchant} and {@link io.github.fluentpay.protocol.RequestSigner}
 * to sign, {@link io.github.fluentpay.protocol.VerifyingKeys} and
 * {@link io.github.fluentpay.protocol.MessageVerifier} to verify, {@link io.github.fluentpay.protocol.AeadCipher} and
 * {@link io.github.fluentpay.protocol.PrivacyEncryptor} to seal.
 */
@NullMarked
package io.github.fluentpay.protocol;

import org.jspecify.annotations.NullMarked;
