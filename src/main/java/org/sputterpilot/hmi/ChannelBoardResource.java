package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.celltests.ChannelMount;
import org.sputterpilot.hmi.wire.MountRow;
import org.sputterpilot.hmi.wire.UnmountOrder;
import org.sputterpilot.security.Permission;

/** Which cell sits on which channel of which tester, from when until when. */
@Path("/channel-board")
public class ChannelBoardResource {
    private static final int MOST_LINES = 1000;

    @Inject
    CellTestDesk desk;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** The board, newest first: those that are on, or all there ever were. */
    @GET
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<MountRow> board(@QueryParam("all") @DefaultValue("false") boolean all) {
        return desk.linking().book().mounts(MOST_LINES).stream()
                .filter(mount -> all || mount.end().isEmpty())
                .map(FilePages::row)
                .toList();
    }

    /** Puts a cell on a channel; one that has been taken off already may be written down afterwards. */
    @POST
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response mount(MountRow order) {
        MountRow given = Person.required("cell", order);
        String cell = Person.required("cell", given.cell());
        ChannelMount.Channel channel = new ChannelMount.Channel(
                Person.required("device", given.device()).strip(),
                given.unit() == null ? "" : given.unit().strip(),
                Person.required("channel", given.channel()).strip());
        Instant now = clock.instant();
        Instant at = given.mountedAt() == null ? now : given.mountedAt();
        refuseFuture("mountedAt", at, now);
        Optional<ChannelMount.End> end = Optional.ofNullable(given.unmountedAt())
                .map(off -> {
                    refuseFuture("unmountedAt", off, now);
                    return new ChannelMount.End(off, person.user(), given.endReason() == null ? "" : given.endReason());
                });
        double offset = given.clockOffsetS() == null ? 0 : given.clockOffsetS();
        if (!(Math.abs(offset) <= 366 * 86_400.0)) {
            throw Refusal.rule("clockOffsetS", "range", "At most a year.");
        }
        audit.what("channel-board.mount").after(cell + " on " + channel + " from " + at);
        ChannelMount mount = ThingPages.refusing(() -> desk.linking()
                .mount(
                        cell,
                        channel,
                        given.protocol() == null ? "" : given.protocol().strip(),
                        at,
                        end,
                        offset,
                        person.user()));
        return Response.created(URI.create("/api/v1/channel-board/" + mount.id()))
                .entity(FilePages.row(mount))
                .build();
    }

    private static void refuseFuture(String field, Instant at, Instant now) {
        if (at.isAfter(now)) {
            throw Refusal.rule(field, "past", "It cannot have happened in the future.");
        }
    }

    /** Takes a cell off its channel, with why the test ended. */
    @POST
    @Path("/{id}/unmount")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public MountRow unmount(String id, UnmountOrder order) {
        UnmountOrder given = Person.required("endReason", order);
        String reason = Person.required("endReason", given.endReason()).strip();
        Instant now = clock.instant();
        Instant at = given.at() == null ? now : given.at();
        refuseFuture("at", at, now);
        audit.what("channel-board.unmount").before(id).why(reason);
        ChannelMount mount =
                ThingPages.refusing(() -> desk.linking().unmount(id, new ChannelMount.End(at, person.user(), reason)));
        audit.after(mount.cell() + " off " + mount.channel());
        return FilePages.row(mount);
    }
}
