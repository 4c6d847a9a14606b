package org.sputterpilot.hmi;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.historian.SignatureBook;
import org.sputterpilot.hmi.wire.SignaturePart;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Proofs;
import org.sputterpilot.security.Session;
import org.sputterpilot.security.Signature;
import org.sputterpilot.security.UserRegister;

/** Who makes this call, and from where. */
@RequestScoped
public class Person {
    @Inject
    SecurityIdentity identity;

    @Inject
    RoutingContext context;

    @Inject
    UserRegister users;

    @Inject
    Proofs proofs;

    @Inject
    SignatureBook signatures;

    @Inject
    SignatureMeanings meanings;

    @Inject
    AuditNote note;

    @Inject
    Clock clock;

    boolean signedIn() {
        return !identity.isAnonymous();
    }

    /** The user name, or {@code console} for somebody who did not sign in. */
    String user() {
        return signedIn() ? identity.getPrincipal().getName() : "console";
    }

    /** Whether this call has a permission beside the one that guards it. */
    boolean may(Permission permission) {
        return identity.checkPermissionBlocking(new StringPermission(permission.word()));
    }

    Optional<Account> account() {
        return signedIn() ? users.find(user()) : Optional.empty();
    }

    /** The session this call came from; empty for a password or a key. */
    Optional<Session> session() {
        return Optional.ofNullable(identity.<Session>getAttribute(EntryCheck.SESSION));
    }

    /** The address the call came from. */
    String from() {
        return EntryCheck.source(context);
    }

    /** User, address and session: what is told to one screen is not told to another. */
    String screen() {
        return user() + "@" + from() + "#" + session().map(Session::id).orElse("");
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
     * @param object what is signed, for example {@code bypass 3}
     * @param content what was in front of the person: what the act changes, and to what
     * @throws Refusal when the signature is missing or false
     */
    Signature sign(SignaturePart part, String object, Map<String, ?> content) {
        return signing(part).under(object, content);
    }

    /**
     * Checks that the person may sign now; what they sign follows once it is known.
     *
     * @throws Refusal when the signature is missing or false
     */
    Signing signing(SignaturePart part) {
        if (part == null) {
            throw Refusal.rule("signature.password", "required", "This act is signed: enter your password again.");
        }
        if (part.meaning() == null || part.meaning().isBlank()) {
            throw Refusal.rule("signature.meaning", "required", "Say what the signature means.");
        }
        List<String> allowed = meanings.of(note.what());
        if (!allowed.isEmpty() && !allowed.contains(part.meaning())) {
            throw Refusal.rule(
                    "signature.meaning",
                    "one-of",
                    "A signature under " + note.what() + " means one of " + allowed + ".");
        }
        Account account = prove("signature.", part.password(), part.proof());
        Signature name = new Signature(account.user(), account.name(), part.meaning(), clock.instant());
        return (object, content) -> {
            String id = signatures.sign(note.what(), object, content, name).id();
            note.signed(id);
            return name;
        };
    }

    /** A name that is about to be put under something. */
    @FunctionalInterface
    public interface Signing {
        /** Puts it there; the signature survives a power cut once this returns. */
        Signature under(String object, Map<String, ?> content);
    }

    /**
     * Asks the person who makes this call to show again who they are: by the password kept here, or by what the
     * identity service has just confirmed for this screen. A script's token shows nobody.
     *
     * @param prefix of the fields, for what is said about them
     * @throws Refusal when it is missing, not theirs, used already, or was tried too often
     */
    Account prove(String prefix, String password, String proof) {
        if (!users.isVouched(user())) {
            if (password == null || password.isEmpty()) {
                throw Refusal.rule(prefix + "password", "required", "This act is signed: enter your password again.");
            }
            return prove(password);
        }
        String session = session()
                .map(Session::id)
                .orElseThrow(() -> Refusal.forbidden("A script's token signs nothing: sign at a screen."));
        if (proof == null || proof.isEmpty()) {
            throw Refusal.rule(
                    prefix + "proof",
                    "required",
                    "This act is signed: show the identity service again who you are (/session/reauthentication).");
        }
        if (!proofs.use(proof, session, clock.instant())) {
            throw Refusal.forbidden("The identity service has not confirmed you for this act, or too long ago.");
        }
        return account().orElseThrow(() -> Refusal.forbidden("This account no longer exists."));
    }

    /**
     * Asks for the password of the person who makes this call.
     *
     * @throws Refusal when it is not theirs, or was tried too often
     */
    Account prove(String password) {
        UserRegister.Answer answer = users.check(user(), password.toCharArray(), from(), clock.instant());
        return answer.account()
                .orElseThrow(() -> answer.patience().isZero()
                        ? Refusal.forbidden("The password is not yours.")
                        : Refusal.tooMany(
                                "The password is not yours. Wait " + EntryCheck.seconds(answer.patience())
                                        + " s before the next try.",
                                EntryCheck.seconds(answer.patience())));
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
