package org.sputterpilot.hmi;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sputterpilot.hmi.wire.PasswordProof;
import org.sputterpilot.hmi.wire.SessionLine;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Session;
import org.sputterpilot.security.Sessions;

/** Who is signed in at which screen. */
@Path("/")
public class SessionResource {
    @Inject
    Person person;

    @Inject
    SecurityIdentity identity;

    @Inject
    Sessions sessions;

    @Inject
    StreamHub streams;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** The session this question came from. */
    @GET
    @Path("/session")
    @Authenticated
    public SessionLine session() {
        return line(own());
    }

    private Session own() {
        return person.session()
                .orElseThrow(() -> Refusal.unknown("This call came with a password or a key, not from a session."));
    }

    /** Unlocks the screen. */
    @POST
    @Path("/session/resume")
    @Authenticated
    @WhileLocked
    public SessionLine resume(PasswordProof proof) {
        audit.what("session.resume");
        Session own = own();
        Person.required("body", proof);
        person.prove("", proof.password(), proof.proof());
        sessions.resume(own.id(), clock.instant());
        return line(own.locked() ? seen(own.id()) : own);
    }

    /** Locks the screen, because its person leaves. */
    @POST
    @Path("/session/lock")
    @Authenticated
    @WhileLocked
    public SessionLine lock() {
        audit.what("session.lock");
        String id = own().id();
        sessions.lock(id);
        return line(seen(id));
    }

    private Session seen(String id) {
        return sessions.all(clock.instant()).stream()
                .filter(session -> session.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("The session has ended."));
    }

    /** My sessions; everybody's for somebody who looks after the users. */
    @GET
    @Path("/sessions")
    @PermissionsAllowed(Permission.Word.OWN_ACCOUNT)
    public List<SessionLine> sessions() {
        boolean everybody = looksAfterUsers();
        return sessions.all(clock.instant()).stream()
                .filter(session -> everybody || session.user().equals(person.user()))
                .map(this::line)
                .toList();
    }

    private boolean looksAfterUsers() {
        return identity.checkPermissionBlocking(new StringPermission(Permission.Word.USERS));
    }

    /** Ends a session of one's own, or, looking after the users, anybody's. */
    @DELETE
    @Path("/sessions/{id}")
    @PermissionsAllowed(Permission.Word.OWN_ACCOUNT)
    public void end(@PathParam("id") String id) {
        audit.what("session.end");
        Session session = sessions.all(clock.instant()).stream()
                .filter(one -> one.id().equals(id))
                .filter(one -> looksAfterUsers() || one.user().equals(person.user()))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("There is no session '" + id + "'."));
        audit.after(session.user() + " at " + session.from());
        sessions.end(one -> one.id().equals(id));
        streams.signedOut(who -> who.endsWith("#" + id));
    }

    /** Ends all my sessions but this one. */
    @DELETE
    @Path("/sessions")
    @PermissionsAllowed(Permission.Word.OWN_ACCOUNT)
    public void endOthers() {
        audit.what("session.endOthers");
        String here = person.session().map(Session::id).orElse("");
        for (Session ended : sessions.end(
                one -> one.user().equals(person.user()) && !one.id().equals(here))) {
            streams.signedOut(who -> who.endsWith("#" + ended.id()));
        }
    }

    private SessionLine line(Session session) {
        Instant now = clock.instant();
        return new SessionLine(
                session.id(),
                session.user(),
                session.from(),
                session.browser(),
                session.by(),
                session.startedAt(),
                session.activeAt(),
                session.endsAt(),
                session.locked(),
                sessions.locksIn(session, now).map(Duration::toSeconds).orElse(null),
                person.session().map(own -> own.id().equals(session.id())).orElse(false));
    }
}
