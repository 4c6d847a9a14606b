package org.sputterpilot.hmi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.sputterpilot.film.ToolChange;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.hmi.wire.CalibrationPage;
import org.sputterpilot.hmi.wire.CommissioningOrder;
import org.sputterpilot.hmi.wire.MeasurementOrder;
import org.sputterpilot.hmi.wire.MeasurementTaken;
import org.sputterpilot.hmi.wire.SignedComment;
import org.sputterpilot.hmi.wire.ToolWork;
import org.sputterpilot.hmi.wire.ToolWorkOrder;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.metrology.BadFileException;
import org.sputterpilot.metrology.LengthUnit;
import org.sputterpilot.metrology.StepReport;
import org.sputterpilot.metrology.StepSurvey;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Signature;

/** Measured films, what they ask of the rate model, and who accepted it. */
@Path("/")
public class CalibrationResource {
    private static final double THINNEST_NM = 0.5;
    private static final double THICKEST_NM = 2000;
    private static final double SMALLEST_SIGMA_NM = 0.02;
    private static final double LARGEST_SIGMA_SHARE = 0.5;
    private static final int MOST_FILES = 60;

    @Inject
    CalibrationDesk desk;

    @Inject
    ObjectMapper json;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    Clock clock;

    /** Writes down what was measured. The run's record stays as it is; a proposal follows. */
    @POST
    @Path("/measurements")
    @PermissionsAllowed(Permission.Word.MEASURE)
    public Response measure(MeasurementOrder order) {
        CalibrationBook.Measurement measurement = checked(order);
        audit.what("film.measure")
                .after(measurement.run() + " " + measurement.place() + " " + measurement.method() + " "
                        + measurement.thicknessNm() + " nm, sigma " + measurement.sigmaNm() + " nm");
        MeasurementTaken taken = desk.measure(measurement);
        return Response.created(URI.create("/api/v1/measurements/" + taken.id()))
                .entity(taken)
                .build();
    }

    private CalibrationBook.Measurement checked(MeasurementOrder order) {
        List<Violation> wrong = new ArrayList<>();
        if (order == null) {
            throw Refusal.rule("", "required", "The body is missing.");
        }
        check(wrong, order.run() != null && !order.run().isBlank(), "run", "required", "Say which run made the film.");
        boolean slot = order.slot() != null;
        boolean witness = order.witness() != null && !order.witness().isBlank();
        check(wrong, slot != witness, "slot", "one-of", "Say either the slot or the witness that was measured.");
        check(wrong, !slot || order.slot() >= 1, "slot", "range", "Slots are numbered from 1.");
        check(
                wrong,
                !witness
                        || order.witness().length() <= 60
                                && order.witness().chars().noneMatch(c -> c < ' '),
                "witness",
                "label",
                "A label has 1 to 60 printable characters.");
        Optional<CalibrationBook.Method> method = method(order.method());
        check(
                wrong,
                method.isPresent(),
                "method",
                "one-of",
                "A method is one of " + Arrays.toString(CalibrationBook.Method.values()) + ".");
        double nm = order.thicknessNm() == null ? Double.NaN : order.thicknessNm();
        double sigma = order.sigmaNm() == null ? Double.NaN : order.sigmaNm();
        check(
                wrong,
                nm >= THINNEST_NM && nm <= THICKEST_NM,
                "thicknessNm",
                "range",
                "A thickness lies between " + THINNEST_NM + " and " + (int) THICKEST_NM + " nm.");
        check(
                wrong,
                sigma >= SMALLEST_SIGMA_NM && !(sigma > LARGEST_SIGMA_SHARE * nm),
                "sigmaNm",
                "range",
                "One sigma lies between " + SMALLEST_SIGMA_NM + " nm and half of the thickness; a number without its"
                        + " sigma teaches nothing.");
        check(
                wrong,
                order.site() != null && !order.site().isBlank() && order.site().length() <= 60,
                "site",
                "required",
                "Say where on the piece it was measured, in at most 60 characters.");
        Instant latest = clock.instant().plusSeconds(300);
        check(wrong, order.measuredAt() != null, "measuredAt", "required", "Say when it was measured.");
        check(
                wrong,
                order.measuredAt() == null || order.measuredAt().isBefore(latest),
                "measuredAt",
                "past",
                "It cannot have been measured in the future.");
        if (!wrong.isEmpty()) {
            throw Refusal.rules(wrong);
        }
        return new CalibrationBook.Measurement(
                "",
                order.run().strip(),
                slot ? order.slot() : 0,
                witness ? order.witness().strip() : "",
                method.orElseThrow(),
                nm,
                sigma,
                order.site().strip(),
                order.measuredAt(),
                clock.instant(),
                person.user(),
                order.source() == null ? "" : order.source().strip(),
                false);
    }

    private static void check(List<Violation> wrong, boolean right, String field, String rule, String message) {
        if (!right) {
            wrong.add(new Violation(field, rule, message));
        }
    }

    private static Optional<CalibrationBook.Method> method(String word) {
        return Arrays.stream(CalibrationBook.Method.values())
                .filter(m -> word != null && m.name().equals(word.strip().toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Reads profiles across a film's edge and answers the fitted step, to be looked at and entered as a measurement.
     *
     * @param files profiles of one edge, or images whose rows cross it
     * @param xUnit unit along the surface where a file names none: m, mm, µm or nm
     * @param zUnit unit of the height where a file names none
     */
    @POST
    @Path("/measurements/profiles")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @PermissionsAllowed(Permission.Word.MEASURE)
    public StepReport profiles(
            @RestForm("files") List<FileUpload> files, @RestForm String xUnit, @RestForm String zUnit) {
        if (files == null || files.isEmpty()) {
            throw Refusal.rule("files", "required", "Send at least one profile.");
        }
        if (files.size() > MOST_FILES) {
            throw Refusal.rule("files", "range", "At most " + MOST_FILES + " profiles at a time.");
        }
        audit.what("film.profiles")
                .after(files.stream().map(FileUpload::fileName).toList());
        StepSurvey survey = new StepSurvey(unit("xUnit", xUnit), unit("zUnit", zUnit));
        List<Violation> wrong = new ArrayList<>();
        for (FileUpload file : files) {
            try {
                survey.add(file.fileName(), Files.readAllBytes(file.uploadedFile()));
            } catch (BadFileException e) {
                wrong.add(new Violation(e.where(), e.rule(), e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (!wrong.isEmpty()) {
            throw Refusal.rules(wrong);
        }
        return survey.report();
    }

    private static Optional<LengthUnit> unit(String field, String symbol) {
        if (symbol == null || symbol.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(LengthUnit.of(symbol)
                .orElseThrow(() -> Refusal.rule(field, "one-of", "'" + symbol + "' is no unit of length.")));
    }

    /** The calibration in force, its history, and what measurements propose. */
    @GET
    @Path("/film/calibration")
    @PermissionsAllowed(Permission.Word.WATCH)
    public CalibrationPage calibration() {
        return desk.page();
    }

    /**
     * Fits a recorded sweep or rate grid against the calibration in force and proposes what it says. A run that ends is
     * fitted by itself; this is for one whose proposal was overtaken.
     */
    @POST
    @Path("/film/calibration/commissioning")
    @PermissionsAllowed(Permission.Word.CALIBRATE)
    public Response commission(CommissioningOrder order) {
        Person.required("run", order == null ? null : order.run());
        audit.what("calibration.commission").after(order.run());
        int proposal = desk.commission(order.run());
        audit.after(order.run() + " is proposal " + proposal);
        return Response.created(URI.create("/api/v1/film/calibration"))
                .entity(Map.of("proposal", proposal))
                .build();
    }

    @POST
    @Path("/film/calibration/proposals/{id}/accept")
    @PermissionsAllowed(Permission.Word.CALIBRATE)
    public Map<String, Integer> accept(int id, SignedComment order) {
        Signature signature = signed("calibration.accept", "proposal " + id, proposed(id), order);
        int version = desk.accept(id, signature, comment(order));
        audit.after("proposal " + id + " is version " + version);
        return Map.of("version", version);
    }

    @POST
    @Path("/film/calibration/proposals/{id}/reject")
    @PermissionsAllowed(Permission.Word.CALIBRATE)
    public Map<String, Integer> reject(int id, SignedComment order) {
        audit.what("calibration.reject").after("proposal " + id);
        commented(order, "Say why these measurements are not believed.");
        Signature signature = signed("calibration.reject", "proposal " + id, proposed(id), order);
        desk.reject(id, signature, comment(order));
        return Map.of("proposal", id);
    }

    @POST
    @Path("/film/calibration/versions/{version}/restore")
    @PermissionsAllowed(Permission.Word.CALIBRATE)
    public Map<String, Integer> restore(int version, SignedComment order) {
        audit.what("calibration.restore").after("calibration version " + version);
        commented(order, "Say why this version is put in force again.");
        Signature signature = signed(
                "calibration.restore",
                "calibration version " + version,
                shown(
                        desk.page().versions().stream().filter(v -> v.version() == version),
                        "There is no calibration version " + version + "."),
                order);
        int fresh = desk.restore(version, signature, comment(order));
        audit.after("version " + version + " again, as version " + fresh);
        return Map.of("version", fresh);
    }

    private Map<String, ?> proposed(int id) {
        return shown(desk.page().proposals().stream().filter(p -> p.id() == id), "There is no proposal " + id + ".");
    }

    /** What the page shows of a thing, and with that what is signed. */
    private Map<String, ?> shown(Stream<?> found, String otherwise) {
        Object thing = found.findFirst().orElseThrow(() -> Refusal.unknown(otherwise));
        return json.convertValue(thing, new TypeReference<Map<String, Object>>() {});
    }

    private static void commented(SignedComment order, String otherwise) {
        if (order != null && comment(order).isEmpty()) {
            throw Refusal.rule("comment", "required", otherwise);
        }
    }

    private Signature signed(String what, String object, Map<String, ?> content, SignedComment order) {
        audit.what(what).after(object);
        if (order == null) {
            throw Refusal.rule("signature", "required", "This act is signed.");
        }
        Signature signature =
                person.sign(order.signature(), object, Map.of("shown", content, "comment", comment(order)));
        audit.why(comment(order).isEmpty() ? signature.meaning() : comment(order));
        return signature;
    }

    private static String comment(SignedComment order) {
        return order.comment() == null ? "" : order.comment().strip();
    }

    @GET
    @Path("/equipment-events")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<ToolWork> work() {
        return desk.page().work();
    }

    /** Writes down work on the tool. After a target change only a calibration run may start. */
    @POST
    @Path("/equipment-events")
    @PermissionsAllowed(Permission.Word.TOOL_WORK)
    public Response worked(ToolWorkOrder order) {
        ToolChange.Kind kind = Arrays.stream(ToolChange.Kind.values())
                .filter(k -> k != ToolChange.Kind.UNEXPLAINED)
                .filter(k -> order != null && k.name().equals(order.kind()))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "kind",
                        "one-of",
                        "A kind is one of "
                                + Arrays.stream(ToolChange.Kind.values())
                                        .filter(k -> k != ToolChange.Kind.UNEXPLAINED)
                                        .toList()
                                + "."));
        double eroded = order.erodedPercent() == null ? 0 : order.erodedPercent() / 100;
        if (!(eroded >= 0 && eroded <= 1)) {
            throw Refusal.rule("erodedPercent", "range", "A target is worn by 0 to 100 %.");
        }
        if (kind == ToolChange.Kind.TARGET_CHANGE) {
            Person.required("newSerial", order.newSerial());
        }
        audit.what("equipment." + kind.name().toLowerCase(Locale.ROOT))
                .before(text(order.oldSerial()))
                .after(text(order.newSerial()));
        Signature signature = person.sign(
                order.signature(),
                "asset " + text(order.asset()),
                Map.of(
                        "kind", kind.name(),
                        "oldSerial", text(order.oldSerial()),
                        "newSerial", text(order.newSerial()),
                        "erodedShare", eroded,
                        "comment", text(order.comment())));
        audit.why(text(order.comment()));
        desk.worked(
                kind,
                text(order.asset()),
                text(order.oldSerial()),
                text(order.newSerial()),
                eroded,
                signature,
                text(order.comment()));
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("kind", kind.name()))
                .build();
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }
}
