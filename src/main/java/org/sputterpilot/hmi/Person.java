package org.sputterpilot.hmi;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import org.sputterpilot.hmi.wire.SignaturePart;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Accounts;
import org.sputterpilot.security.Signature;

/** Who makes this call, and from where. */
@RequestScoped
public class Person {
    @Inject
    SecurityIdentity identity;

    @Inject
    RoutingContext context;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    boolean signedIn() {
        return !identity.isAnonymous();
    }

    /** The user name, or {@code console} for somebody who did not sign in. */
    String user() {
        return signedIn() ? identity.getPrincipal().getName() : "console";
    }

    Optional<Account> account() {
        return signedIn() ? accounts.find(user()) : Optional.empty();
    }

    /** The address the call came from. */
    String from() {
        return context.request().remoteAddress() == null
                ? ""
                : context.request().remoteAddress().hostAddress();
    }

    /** User and address: the same person on two consoles is two. */
    String userAtAddress() {
        return user() + "@" + from();
    }

    /** Whether the call comes from this machine itself, and not through somebody who passes calls on. */
    boolean onThisMachine() {
        if (context.request().getHeader("X-Forwarded-For") != null
                || context.request().getHeader("Forwarded") != null) {
            return false;
        }
        try {
            // an address, never a name: nothing is looked up
            return InetAddress.getByName(from()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * The person's name under an act: the password is asked for again and checked for this act.
     *
     * @throws Refusal when the signature is missing or false
     */
    Signature sign(SignaturePart part) {
        if (part == null || part.password() == null || part.password().isEmpty()) {
            throw Refusal.rule("signature.password", "required", "This act is signed: enter your password again.");
        }
        if (part.meaning() == null || part.meaning().isBlank()) {
            throw Refusal.rule("signature.meaning", "required", "Say what the signature means.");
        }
        Account account = accounts.verify(user(), part.password().toCharArray())
                .orElseThrow(() -> Refusal.forbidden("The signature's password is not yours."));
        return new Signature(account.user(), account.name(), part.meaning(), clock.instant());
    }

    /** A reason of at least one word. */
    static String reason(String given) {
        if (given == null || given.isBlank()) {
            throw Refusal.rule("reason", "required", "Say why.");
        }
        return given.strip();
    }

    /** A field that must be there. */
    static <T> T required(String field, T value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw Refusal.rule(field, "required", "'" + field + "' is missing.");
        }
        return value;
    }
}
