package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sputterpilot.hmi.wire.OneTimePassword;
import org.sputterpilot.hmi.wire.UserChange;
import org.sputterpilot.hmi.wire.UserLine;
import org.sputterpilot.hmi.wire.UserOrder;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Session;
import org.sputterpilot.security.Sessions;
import org.sputterpilot.security.UserEntry;
import org.sputterpilot.security.UserRegister;

/** The people of this plant. Nobody is ever deleted: who left is disabled, and their name stays theirs. */
@Path("/users")
public class UserResource {
    @Inject
    Person person;

    @Inject
    UserRegister users;

    @Inject
    Sessions sessions;

    @Inject
    StreamHub streams;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** Every user there ever was. */
    @GET
    @PermissionsAllowed(Permission.Word.USERS)
    public List<UserLine> users() {
        List<Session> open = sessions.all(clock.instant());
        return users.entries().stream()
                .filter(entry -> users.demonstration() || !entry.demonstration())
                .map(entry -> line(entry, open))
                .toList();
    }

    /** A new user; the answer is the only place where the one-time password is ever shown. */
    @POST
    @PermissionsAllowed(Permission.Word.USERS)
    public Response create(UserOrder order) {
        audit.what("user.create");
        Person.required("body", order);
        String user = Person.required("user", order.user());
        Set<Role> roles = roles(Person.required("roles", order.roles()));
        String password = users.create(user, order.name(), roles, person.user(), clock.instant());
        audit.after(text(users.entry(user).orElseThrow()));
        return Response.status(201).entity(new OneTimePassword(user, password)).build();
    }

    /** Another printed name, other roles, disabled or back again. */
    @PATCH
    @Path("/{user}")
    @PermissionsAllowed(Permission.Word.USERS)
    public UserLine change(@PathParam("user") String user, UserChange change) {
        audit.what("user.change");
        Person.required("body", change);
        UserEntry entry = users.entry(user).orElseThrow(() -> Refusal.unknown("There is no user '" + user + "'."));
        audit.before(text(entry)).why(change.reason());
        if (change.name() != null || change.roles() != null) {
            entry = users.change(
                    user,
                    change.name() == null ? entry.name() : change.name(),
                    change.roles() == null ? entry.roles() : roles(change.roles()));
        }
        if (change.disabled() != null) {
            entry = change.disabled() ? users.disable(user, clock.instant()) : users.enable(user);
        }
        if (entry.disabled()) {
            signOut(user);
        }
        audit.after(text(entry));
        return line(entry, sessions.all(clock.instant()));
    }

    /** A one-time password for somebody who has lost theirs; whoever is signed in as them is signed out. */
    @POST
    @Path("/{user}/reset-password")
    @PermissionsAllowed(Permission.Word.USERS)
    public OneTimePassword resetPassword(@PathParam("user") String user) {
        audit.what("user.resetPassword").after(user);
        String password = users.resetPassword(user, clock.instant());
        users.revokeTokens(user, clock.instant());
        signOut(user);
        return new OneTimePassword(user, password);
    }

    private void signOut(String user) {
        sessions.end(session -> session.user().equals(user));
        streams.signedOut(who -> who.startsWith(user + "@"));
    }

    private static Set<Role> roles(List<String> words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<Violation> unknown = new ArrayList<>();
        for (String word : words) {
            Role.of(word == null ? "" : word)
                    .ifPresentOrElse(
                            roles::add,
                            () -> unknown.add(new Violation("roles", "word", "'" + word + "' is no role.")));
        }
        if (!unknown.isEmpty()) {
            throw Refusal.rules(unknown);
        }
        return roles;
    }

    private static List<String> words(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).toList();
    }

    private static String text(UserEntry entry) {
        return entry.user() + " | " + entry.name() + " | " + String.join(" ", words(entry.roles()))
                + (entry.disabled() ? " | disabled" : "");
    }

    private static UserLine line(UserEntry entry, List<Session> open) {
        return new UserLine(
                entry.user(),
                entry.name(),
                words(entry.roles()),
                entry.createdAt(),
                entry.createdBy(),
                entry.passwordAt(),
                entry.mustChange(),
                entry.disabledAt().orElse(null),
                entry.demonstration(),
                entry.issuer().orElse(null),
                open.stream()
                        .filter(session -> session.user().equals(entry.user()))
                        .count());
    }
}
