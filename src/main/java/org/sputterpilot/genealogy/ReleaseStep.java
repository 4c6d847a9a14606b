package org.sputterpilot.genealogy;

import java.time.Instant;
import java.util.Optional;
import org.sputterpilot.security.Signature;

/**
 * What somebody has signed on the way to a release.
 *
 * @param thing a run that was reviewed, or what is to be released at risk
 * @param by who, printed name, meaning and time
 * @param text what was found, or why it cannot wait
 * @param expires latest end of the release that is asked for
 * @param recordHash seal of the record that was reviewed, or empty
 * @param signature id of the signature
 */
public record ReleaseStep(
        Kind kind,
        Ref thing,
        Signature by,
        String text,
        Optional<Instant> expires,
        String recordHash,
        String signature) {
    /** Which step. */
    public enum Kind {
        /** Somebody other than the operator has looked through the record of a run. */
        REVIEW,
        /** An engineer asks for a release before every result is in. */
        RISK
    }
}
