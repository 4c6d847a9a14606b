package org.sputterpilot.hmi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sputterpilot.historian.AuditProof;
import org.sputterpilot.historian.AuditTrail;
import org.sputterpilot.historian.SignatureBook;
import org.sputterpilot.historian.SignedRecord;
import org.sputterpilot.hmi.wire.AuditLine;
import org.sputterpilot.hmi.wire.AuditState;
import org.sputterpilot.hmi.wire.SignatureShown;
import org.sputterpilot.security.Permission;

/** Who did what, and who was refused; and the names under it. */
@Path("/")
public class AuditResource {
    private static final int MOST_LINES = 10_000;
    private static final int EXPORT_PAGE = 1000;
    private static final String HEADS = "sequence,at,who,what,before,after,why,from,result,signature,previousHash,hash";

    @Inject
    AuditTrail trail;

    @Inject
    SignatureBook signatures;

    @Inject
    ObjectMapper json;

    /** What is looked for; everything that is left out matches. */
    public static class Filter {
        /** From this time on. */
        @QueryParam("from")
        String from;

        /** Up to this time. */
        @QueryParam("to")
        String to;

        /** A user, exactly. */
        @QueryParam("who")
        @DefaultValue("")
        String who;

        /** How the act begins. */
        @QueryParam("what")
        @DefaultValue("")
        String what;

        /** How the result begins: done or refused. */
        @QueryParam("result")
        @DefaultValue("")
        String result;

        /** Words anywhere in the line. */
        @QueryParam("text")
        @DefaultValue("")
        String text;

        AuditTrail.Search search(long after, boolean newestFirst, int limit) {
            Instant end = to == null ? Instant.parse("9999-01-01T00:00:00Z") : PastResource.time("to", to);
            Instant begin = from == null ? Instant.EPOCH : PastResource.time("from", from);
            PastResource.span(begin, end);
            return new AuditTrail.Search(begin, end, who, what, result, text, after, newestFirst, limit);
        }
    }

    /** One page of the audit, oldest first; the next page is asked for after the last number of this one. */
    @GET
    @Path("/audit")
    @PermissionsAllowed(Permission.Word.AUDIT)
    public List<AuditLine> audit(
            @BeanParam Filter filter,
            @QueryParam("order") @DefaultValue("oldest") String order,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("1000") int limit) {
        if (!order.equals("oldest") && !order.equals("newest")) {
            throw Refusal.rule("order", "one-of", "An order is 'oldest' or 'newest' first.");
        }
        int lines = Math.max(1, Math.min(limit, MOST_LINES));
        return trail.find(filter.search(after, order.equals("newest"), lines)).stream()
                .map(AuditResource::line)
                .toList();
    }

    /** Everything that matches, oldest first: as a table, or one JSON object a line with the hashes of the chain. */
    @GET
    @Path("/audit/export")
    @PermissionsAllowed(Permission.Word.AUDIT)
    public Response export(@BeanParam Filter filter, @QueryParam("format") @DefaultValue("csv") String format) {
        boolean table = format.equals("csv");
        if (!table && !format.equals("jsonl")) {
            throw Refusal.rule("format", "one-of", "A format is 'csv' or 'jsonl'.");
        }
        filter.search(0, false, 1);
        StreamingOutput lines = out -> write(filter, table, out);
        return Response.ok(lines, table ? "text/csv; charset=UTF-8" : "application/x-ndjson")
                .header("Content-Disposition", "attachment; filename=\"audit." + format + "\"")
                .build();
    }

    private void write(Filter filter, boolean table, OutputStream out) throws IOException {
        if (table) {
            out.write((HEADS + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        long after = 0;
        List<AuditTrail.Stored> page;
        do {
            page = trail.find(filter.search(after, false, EXPORT_PAGE));
            for (AuditTrail.Stored stored : page) {
                AuditLine line = line(stored);
                String text = table ? csv(line) + "\r\n" : json.writeValueAsString(line) + "\n";
                out.write(text.getBytes(StandardCharsets.UTF_8));
                after = stored.sequence();
            }
        } while (page.size() == EXPORT_PAGE);
    }

    private static String csv(AuditLine line) {
        return Stream.of(
                        line.sequence(),
                        line.at(),
                        line.who(),
                        line.what(),
                        line.before(),
                        line.after(),
                        line.why(),
                        line.from(),
                        line.result(),
                        line.signature(),
                        line.previousHash(),
                        line.hash())
                .map(value -> cell(value.toString()))
                .collect(Collectors.joining(","));
    }

    /** A cell a spreadsheet shows and never computes: what begins like a formula gets an apostrophe before it. */
    static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n|\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) >= 0;
        String shown = formula ? "'" + text : text;
        boolean quoted = shown.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';')
                || !shown.equals(shown.strip());
        return quoted ? '"' + shown.replace("\"", "\"\"") + '"' : shown;
    }

    private static AuditLine line(AuditTrail.Stored stored) {
        AuditTrail.Entry entry = stored.entry();
        return new AuditLine(
                stored.sequence(),
                entry.at(),
                entry.who(),
                entry.what(),
                entry.oldValue(),
                entry.newValue(),
                entry.why(),
                entry.origin(),
                entry.result(),
                entry.signature(),
                stored.previousHash(),
                stored.hash());
    }

    /** Looks at every line, every signature, and what the installation's key says of them. */
    @GET
    @Path("/audit/verify")
    @PermissionsAllowed(Permission.Word.AUDIT)
    public AuditState verify() {
        AuditProof proof = trail.verify();
        return new AuditState(
                proof.holds(),
                proof.rows(),
                proof.signatures(),
                proof.checkpoints(),
                proof.keys(),
                proof.breaks().stream()
                        .map(b -> new AuditState.Break(b.where().name(), b.row(), b.what(), b.toString()))
                        .toList());
    }

    // ---------------------------------------------------------------- signatures

    /** The names under the acts on one thing, for example {@code run PVD-01-260301-080000}, oldest first. */
    @GET
    @Path("/signatures")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<SignatureShown> under(@QueryParam("object") String object) {
        return signatures.under(Person.required("object", object)).stream()
                .map(this::shown)
                .toList();
    }

    /** One signature with all it takes to check it elsewhere. */
    @GET
    @Path("/signatures/{id}")
    @PermissionsAllowed(Permission.Word.WATCH)
    public SignatureShown signature(@PathParam("id") String id) {
        return shown(signatures.find(id).orElseThrow(() -> Refusal.unknown("There is no signature '" + id + "'.")));
    }

    private SignatureShown shown(SignedRecord signed) {
        String key = signatures.publicKey(signed.keyId()).orElse("");
        return new SignatureShown(
                signed.number(),
                signed.id(),
                signed.unit(),
                signed.act(),
                signed.object(),
                signed.by().user(),
                signed.by().name(),
                signed.by().meaning(),
                signed.by().at(),
                signed.record(),
                signed.recordHash(),
                signed.previous(),
                signed.signedText(),
                key,
                signed.signature(),
                signed.fits(key));
    }
}
