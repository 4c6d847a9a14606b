package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.LegalHolds;
import org.sputterpilot.hmi.wire.BackupShown;
import org.sputterpilot.hmi.wire.LegalHoldOrder;
import org.sputterpilot.hmi.wire.LegalHoldShown;
import org.sputterpilot.hmi.wire.Reason;
import org.sputterpilot.hmi.wire.StorageState;
import org.sputterpilot.security.Permission;

/** What is kept, how much room that takes, the copies of it, and what must not go. */
@Path("/")
public class ArchiveResource {
    @Inject
    ArchiveDesk desk;

    @Inject
    History history;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** Backups on this machine, newest first; nobody has looked into them. */
    @GET
    @Path("/backups")
    @PermissionsAllowed(Permission.Word.BACKUP)
    public List<BackupShown> backups() {
        return desk.backups();
    }

    /** Makes a backup while everything goes on; answers when it is on the disk and has been checked. */
    @POST
    @Path("/backups")
    @PermissionsAllowed(Permission.Word.BACKUP)
    public Response back(Reason reason) {
        audit.what("backup").why(Person.reason(reason == null ? null : reason.reason()));
        BackupShown made = desk.back();
        audit.after(made.id() + ", " + made.rows() + " rows");
        return Response.created(URI.create("/api/v1/backups/" + made.id()))
                .entity(made)
                .build();
    }

    /** Looks at every byte of a backup. */
    @GET
    @Path("/backups/{id}")
    @PermissionsAllowed(Permission.Word.BACKUP)
    public BackupShown backup(@PathParam("id") String id) {
        return desk.check(id);
    }

    /** The backup itself, to be kept on another machine. */
    @GET
    @Path("/backups/{id}/file")
    @Produces("application/zip")
    @PermissionsAllowed(Permission.Word.BACKUP)
    public Response file(@PathParam("id") String id) {
        return Response.ok(desk.file(id).toFile(), "application/zip")
                .header("Content-Disposition", "attachment; filename=\"" + id + "\"")
                .build();
    }

    /** How much room the history takes, and how long what is left will last. */
    @GET
    @Path("/storage")
    @PermissionsAllowed(Permission.Word.WATCH)
    public StorageState storage() {
        return desk.storage();
    }

    /** Runs about whose keeping something was said, and what holds now. */
    @GET
    @Path("/legal-holds")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LegalHoldShown> holds() {
        return desk.holds().all().stream().map(ArchiveResource::shown).toList();
    }

    /** Keeps everything of a run, whatever its age, until it is lifted. */
    @POST
    @Path("/legal-holds")
    @PermissionsAllowed(Permission.Word.LEGAL_HOLD)
    public Response hold(LegalHoldOrder order) {
        String run = Person.required("run", order == null ? null : order.run());
        LegalHoldShown line = say(run, true, order.reason());
        return Response.created(URI.create("/api/v1/legal-holds")).entity(line).build();
    }

    /** The run is kept as long as others of its kind again. */
    @POST
    @Path("/legal-holds/{run}/lift")
    @PermissionsAllowed(Permission.Word.LEGAL_HOLD)
    public LegalHoldShown lift(@PathParam("run") String run, Reason reason) {
        return say(run, false, reason == null ? null : reason.reason());
    }

    private LegalHoldShown say(String run, boolean held, String reason) {
        String why = Person.reason(reason);
        audit.what(held ? "legal-hold" : "legal-hold.lift").after(run).why(why);
        history.run(run).orElseThrow(() -> Refusal.unknown("There is no run '" + run + "'."));
        LegalHolds.Line line = new LegalHolds.Line(run, held, why, person.user(), clock.instant());
        if (!desk.holds().say(line)) {
            throw Refusal.conflict(
                    held ? "The run is under legal hold already." : "The run is not under legal hold.",
                    held ? "HELD" : "NOT_HELD",
                    List.of(held ? "lift" : "hold"));
        }
        return shown(line);
    }

    private static LegalHoldShown shown(LegalHolds.Line line) {
        return new LegalHoldShown(line.run(), line.held(), line.reason(), line.who(), line.at());
    }
}
