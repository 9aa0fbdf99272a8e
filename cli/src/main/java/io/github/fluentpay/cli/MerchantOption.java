package io.github.fluentpay.cli;

import io.github.fluentpay.protocol.internal.Identifier;
import io.github.fluentpay.protocol.internal.ShownValue;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose returns they are. */
final class MerchantOption {

    @Option(
            names = "--mchid",
            paramLabel = "NO",
            description = "Number of the merchant (商户号) whose returns they are (default: the profile's).")
    private @Nullable String mchid;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    /** @throws SettingsException if there is neither the option nor a profile */
    String mchid(Map<String, String> environment) {
        if (mchid == null) {
            return profile.read(environment).merchant().mchid();
        }
        String trimmed = VisibleText.trimmed(mchid);
        if (!Identifier.MCHID.fits(trimmed)) {
            throw new SettingsException("--mchid is not a merchant number, 8 to 15 digits: "
                    + ShownValue.described(mchid) + Identifier.MCHID.odd(mchid));
        }
        return trimmed;
    }

    /** Null if there is neither. */
    @Nullable
    String mchidIfKnown(Map<String, String> environment) {
        try {
            return mchid(environment);
        } catch (SettingsException none) {
            if (mchid != null) {
                throw none;
            }
            return null;
        }
    }
}
