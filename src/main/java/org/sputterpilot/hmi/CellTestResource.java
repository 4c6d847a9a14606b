package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.sputterpilot.celltests.CellTestBook;
import org.sputterpilot.celltests.FileLink;
import org.sputterpilot.celltests.FileState;
import org.sputterpilot.celltests.LinkBook;
import org.sputterpilot.celltests.TestFile;
import org.sputterpilot.hmi.wire.FileLinkOrder;
import org.sputterpilot.hmi.wire.FileRow;
import org.sputterpilot.hmi.wire.FileVerdict;
import org.sputterpilot.security.Permission;

/** Testers' files: handing them in, the inbox of those that belong to no test yet, and saying where they belong. */
@Path("/")
public class CellTestResource {
    private static final long AT_ONCE_BYTES = 32L << 20;
    private static final int MOST_LINES = 1000;
    private static final int MOST_FILES = 500;

    @Inject
    CellTestDesk desk;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /**
     * Hands in what testers wrote. One file is read at once, unless it is long or the caller prefers not to wait; of a
     * zip or of several files each has a verdict of its own. The same bytes again change nothing.
     *
     * @param test label of the test they belong to; empty to let the channel board and the file itself say
     * @param dryRun only says what would become of them
     */
    @POST
    @Path("/cell-tests")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response handIn(
            @RestForm("file") List<FileUpload> files,
            @RestForm String test,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @HeaderParam("Prefer") @DefaultValue("") String prefer) {
        if (files == null || files.isEmpty()) {
            throw Refusal.rule("file", "required", "Send at least one file.");
        }
        if (files.size() > MOST_FILES) {
            throw Refusal.rule("file", "range", "At most " + MOST_FILES + " files at a time; send a zip.");
        }
        String wanted = test == null || test.isBlank() ? "" : named(test.strip());
        audit.what(dryRun ? "cell-tests.look" : "cell-tests.import")
                .after(files.stream().map(FileUpload::fileName).toList() + (wanted.isEmpty() ? "" : " of " + wanted));
        try {
            if (dryRun) {
                List<FileVerdict> verdicts = new ArrayList<>();
                for (FileUpload file : files) {
                    verdicts.addAll(desk.look(file.uploadedFile(), name(file)));
                }
                return Response.ok(Map.of("dryRun", true, "files", verdicts)).build();
            }
            if (files.size() == 1 && !desk.isArchive(files.get(0).uploadedFile())) {
                return one(files.get(0), wanted, prefer.contains("respond-async"));
            }
            return many(files, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String named(String test) {
        return ThingPages.refusing(() -> desk.genealogy().named(test)).label();
    }

    /** Browsers of some systems send a path. */
    private static String name(FileUpload file) {
        String name = file.fileName() == null
                ? ""
                : file.fileName().replace('\\', '/').strip();
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.isEmpty() ? "unnamed" : last;
    }

    private Response one(FileUpload file, String wanted, boolean later) throws IOException {
        CellTestDesk.Arrival arrival =
                desk.arrive(file.uploadedFile(), name(file), TestFile.Source.UPLOAD, wanted, person.user());
        String sha256 = arrival.file().sha256();
        audit.after(name(file) + " " + sha256 + (arrival.isNew() ? "" : ", known already"));
        if (!arrival.isNew() && arrival.file().state() != FileState.RECEIVED) {
            return Response.ok(FilePages.row(desk, arrival.file())).build();
        }
        if (later || arrival.file().sizeBytes() > AT_ONCE_BYTES) {
            desk.readLater(sha256);
            return Response.accepted(Map.of("importId", sha256, "id", sha256))
                    .location(URI.create("/api/v1/imports/" + sha256))
                    .build();
        }
        TestFile read = desk.readNow(sha256);
        if (read.wrong().isPresent()) {
            TestFile.Wrong wrong = read.wrong().get();
            throw Refusal.rule(wrong.line() > 0 ? "file:" + wrong.line() : "file", wrong.rule(), wrong.message());
        }
        FileRow row = FilePages.row(desk, read);
        return arrival.isNew()
                ? Response.created(URI.create("/api/v1/imports/" + sha256))
                        .entity(row)
                        .build()
                : Response.ok(row).build();
    }

    private Response many(List<FileUpload> files, String wanted) throws IOException {
        List<FileVerdict> verdicts = new ArrayList<>();
        for (FileUpload file : files) {
            if (desk.isArchive(file.uploadedFile())) {
                verdicts.addAll(desk.unpack(file.uploadedFile(), name(file), person.user()));
                continue;
            }
            CellTestDesk.Arrival arrival =
                    desk.arrive(file.uploadedFile(), name(file), TestFile.Source.UPLOAD, wanted, person.user());
            desk.readLater(arrival.file().sha256());
            verdicts.add(new FileVerdict(
                    arrival.file().sha256(),
                    arrival.file().name(),
                    !arrival.isNew(),
                    arrival.file().state().name(),
                    null,
                    arrival.file().extent().records(),
                    arrival.file().extent().cycles(),
                    null,
                    null,
                    null,
                    null,
                    List.of()));
        }
        audit.after(verdicts.size() + " files");
        return Response.accepted(Map.of("dryRun", false, "files", verdicts)).build();
    }

    /** Files that were handed in, newest first: all, those of one test, or only those that belong to none. */
    @GET
    @Path("/imports")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<FileRow> imports(
            @QueryParam("test") String test,
            @QueryParam("unlinked") @DefaultValue("false") boolean unlinked,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        if (limit < 1 || limit > MOST_LINES) {
            throw Refusal.rule("limit", "range", "1 to " + MOST_LINES + ".");
        }
        Optional<String> of = test == null || test.isBlank() ? Optional.empty() : Optional.of(named(test));
        return desk.book().files(new CellTestBook.Search(of, unlinked, limit)).stream()
                .map(file -> FilePages.row(desk, file))
                .toList();
    }

    /** One file, with how far it has been read. */
    @GET
    @Path("/imports/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public FileRow oneImport(String id) {
        return FilePages.row(desk, found(id));
    }

    private TestFile found(String id) {
        return desk.book().file(id).orElseThrow(() -> Refusal.unknown("No file has the SHA-256 '" + id + "'."));
    }

    /** Reads a file that could not be read once more, by the readers of this version. */
    @POST
    @Path("/imports/{id}/read")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public Response again(String id) {
        TestFile file = found(id);
        audit.what("cell-tests.read-again").before(file.name() + " " + id);
        if (!desk.book().move(id, FileState.Act.AGAIN)) {
            throw Refusal.conflict(
                    FileState.TABLE.refusal(file.state(), FileState.Act.AGAIN),
                    file.state().name(),
                    FileState.TABLE.allowed(file.state()).stream()
                            .map(Enum::name)
                            .toList());
        }
        desk.readLater(id);
        return Response.accepted(Map.of("importId", id)).build();
    }

    /** A person says to which test a file belongs. */
    @POST
    @Path("/imports/{id}/link")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public FileRow link(String id, FileLinkOrder order) {
        FileLinkOrder given = Person.required("test", order);
        String test = Person.required("test", given.test());
        String reason = Person.reason(given.reason());
        TestFile file = found(id);
        audit.what("cell-tests.link").before(file.name() + " " + id).after(test).why(reason);
        ThingPages.refusing(() -> desk.linking().link(id, test, reason, person.user(), clock.instant()));
        return FilePages.row(desk, found(id));
    }

    /** A file does not belong where it was thought to; what followed from it goes with it. */
    @POST
    @Path("/imports/{id}/unlink")
    @PermissionsAllowed(Permission.Word.GENEALOGY)
    public FileRow unlink(String id, FileLinkOrder order) {
        String reason = Person.reason(order == null ? null : order.reason());
        TestFile file = found(id);
        audit.what("cell-tests.unlink")
                .before(file.link().map(FileLink::test).orElse(""))
                .after(file.name() + " " + id)
                .why(reason);
        ThingPages.refusing(() -> desk.linking().unlink(id, reason, person.user(), clock.instant()));
        return FilePages.row(desk, found(id));
    }

    /** Tests that began longer ago than a month and of which nothing has come. */
    @GET
    @Path("/imports/missing")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<LinkBook.Waiting> missing(@QueryParam("days") @DefaultValue("30") int days) {
        if (days < 0 || days > 3650) {
            throw Refusal.rule("days", "range", "0 to 3650.");
        }
        return desk.linking().book().withoutData(clock.instant().minus(Duration.ofDays(days)), MOST_LINES);
    }
}
