package org.sputterpilot.hmi;

import java.util.List;
import org.sputterpilot.hmi.wire.LinkCertificates;

/** The OPC UA certificates of this plant's links, as the web room sees them. */
public interface CertificateDesk {
    /** Every link that secures its channel, with what its server has shown. */
    List<LinkCertificates> links();

    /**
     * A person has judged a server's certificate.
     *
     * @throws Refusal when the link or the certificate is not known
     */
    LinkCertificates judge(String link, String thumbprint, boolean trust);

    /** Makes a new certificate of our own with the next connection. */
    LinkCertificates rotate(String link);
}
