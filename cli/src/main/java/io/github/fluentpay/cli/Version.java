package io.github.fluentpay.cli;

import io.github.fluentpay.protocol.CryptoProvider;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the program, the Java it runs on, and who signs. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "fluentpay " + (version == null ? "dev" : version),
            "Java " + Runtime.version() + ", RSA by "
                    + CryptoProvider.preferred().name()
        };
    }
}
