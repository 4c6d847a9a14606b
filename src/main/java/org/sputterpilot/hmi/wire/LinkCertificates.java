package org.sputterpilot.hmi.wire;

import java.time.Instant;
import java.util.List;

/**
 * The certificates of one OPC UA link.
 *
 * @param own ours towards this link, or {@code null} before its first connection
 * @param peers what its servers have shown
 */
public record LinkCertificates(String link, Shown own, List<Shown> peers) {
    /**
     * A certificate.
     *
     * @param thumbprint SHA-256 over it, to be compared with what the server itself shows
     * @param application the application it speaks for
     * @param standing {@code TRUSTED}, {@code QUARANTINE}, {@code REJECTED}, or {@code OWN}
     */
    public record Shown(
            String thumbprint,
            String subject,
            String application,
            Instant notBefore,
            Instant notAfter,
            boolean expired,
            String standing) {}
}
