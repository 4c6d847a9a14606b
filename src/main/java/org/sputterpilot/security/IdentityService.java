package org.sputterpilot.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The site's own identity service (OpenID Connect): it asks people who they are, and we believe its signed answer. */
public interface IdentityService {
    /**
     * Somebody on the way to the service and back.
     *
     * @param address where the browser goes; the service asks for the password there, however fresh its own session is
     * @param state what comes back with the answer
     * @param nonce what must stand in the signed answer
     * @param verifier what only this program can show for the answer's code
     * @param begunAt since when; the password is entered after this
     */
    record Errand(String address, String state, String nonce, String verifier, Instant begunAt) {
        /** Without what makes the answer worth something. */
        @Override
        public String toString() {
            return "Errand[" + begunAt + "]";
        }
    }

    /** The service was not reached, or its answer is not believed. Never says what was in it. */
    final class NotBelievedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotBelievedException(String why) {
            super(why, null, false, false);
        }
    }

    /** Who it is, as every signed answer names it. */
    String issuer();

    /**
     * Begins an errand.
     *
     * @param backTo the address of ours the browser comes back to
     */
    Errand errand(String backTo, Instant now);

    /**
     * Who came back from an errand.
     *
     * @param answer the parameters the browser brought
     * @throws NotBelievedException with what is wrong, in words for the audit
     */
    Vouched redeem(Errand errand, String backTo, Map<String, List<String>> answer);

    /** Whom a script's token speaks for; empty when it is not one of this service for this program. */
    Optional<Vouched> bearer(String token);

    /** Where the service forgets its own session with the browser; empty when it has no such place. */
    Optional<String> signOut(String backTo);
}
