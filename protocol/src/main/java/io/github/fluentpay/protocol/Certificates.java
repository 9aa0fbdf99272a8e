package io.github.fluentpay.protocol;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.EnumSet;

/** Reads X.509 certificates. */
final class Certificates {

    private Certificates() {}

    static X509Certificate read(KeySource source, String calledByConsole) {
        KeyMaterial material = KeyMaterial.of(source);
        KeyMaterial.Block block = material.require(EnumSet.of(KeyKind.CERTIFICATE), "a certificate", calledByConsole);
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException e) {
            throw material.damaged("a certificate", e);
        }
    }
}
