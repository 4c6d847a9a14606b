package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.Series;
import org.sputterpilot.hmi.wire.AlignedRun;
import org.sputterpilot.hmi.wire.PastState;
import org.sputterpilot.security.Permission;
import org.sputterpilot.signals.Tag;

/** Much of the past at once: everything at one moment, many readings as a file, several runs on one time. */
@Path("/")
public class StateResource {
    private static final int MOST_TAGS = 200;
    private static final int MOST_RUNS = 20;
    private static final int MOST_LINES = 50;
    private static final int MOST_POINTS = 5000;
    private static final int ALIGNED_POINTS = 500;
    private static final Duration PAGE = Duration.ofHours(24);
    private static final String HEADS = "tag,unit,kind,at,until,value,quality,sourceTime,reason\r\n";
    private static final List<String> INTERLOCKS =
            List.of("CAUSE", "CAUSE_CLEARED", "FIRST_OUT", "EFFECT_TRIPPED", "EFFECT_NORMAL", "FORCED", "FORCE_ENDED");

    @Inject
    UnitDesk unit;

    @Inject
    History history;

    /** Every reading, set point and interlock, and the run, as they were at a moment. */
    @GET
    @Path("/state")
    @PermissionsAllowed(Permission.Word.WATCH)
    public PastState state(@QueryParam("at") String at) {
        Instant moment = PastResource.time("at", Person.required("at", at));
        if (moment.isAfter(PastResource.plantNow(unit))) {
            throw Refusal.rule("at", "past", "Nothing is known of the future.");
        }
        return new PastState(
                moment,
                unit.tags().all().stream().map(tag -> known(tag, moment)).toList(),
                history.runAt(moment)
                        .map(run ->
                                new PastState.Run(run.id(), run.recipe(), run.recipeVersion(), phase(run.id(), moment)))
                        .orElse(null),
                history.newestOf(INTERLOCKS, moment).stream()
                        .map(stored -> new PastState.Interlock(
                                stored.event().subject(), stored.event().kind(), stored.at()))
                        .toList());
    }

    private PastState.Known known(Tag tag, Instant at) {
        Series series = history.history(tag.id(), at, at, 0);
        String unitOf = unitOf(tag);
        String gap = series.gaps().stream()
                .filter(one -> !one.from().isAfter(at) && one.to().isAfter(at))
                .map(Gap::reason)
                .findFirst()
                .orElse(null);
        if (series.points().isEmpty()) {
            return new PastState.Known(tag.id().name(), null, unitOf, "BAD", null, gap);
        }
        Series.Point last = series.points().get(series.points().size() - 1);
        return new PastState.Known(
                tag.id().name(),
                gap == null ? Shown.value(tag, last.value()) : null,
                unitOf,
                gap == null ? last.quality().name() : "BAD",
                last.at(),
                gap);
    }

    private String phase(String run, Instant at) {
        return history.phases(run).stream()
                .filter(phase -> !phase.startedAt().isAfter(at))
                .reduce((first, second) -> second)
                .map(PhaseRow::phase)
                .orElse("");
    }

    private static String unitOf(Tag tag) {
        return tag.isState() ? "" : tag.unit().symbol();
    }

    /** Every stored sample and gap of several tags as a table, a day of a tag at a time. */
    @GET
    @Path("/history/export")
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response export(
            @QueryParam("tags") String tags,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("format") @DefaultValue("csv") String format,
            @QueryParam("bom") @DefaultValue("false") boolean bom) {
        if (!format.equals("csv")) {
            throw Refusal.rule("format", "one-of", "A format is 'csv'.");
        }
        List<Tag> asked = tags(tags, MOST_TAGS);
        Instant end = to == null ? PastResource.plantNow(unit) : PastResource.time("to", to);
        Instant begin = PastResource.time("from", Person.required("from", from));
        PastResource.span(begin, end);
        StreamingOutput lines = out -> {
            out.write(((bom ? "\ufeff" : "") + HEADS).getBytes(StandardCharsets.UTF_8));
            for (Tag tag : asked) {
                write(tag, begin, end, out);
            }
        };
        return Response.ok(lines, "text/csv; charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"history.csv\"")
                .build();
    }

    private void write(Tag tag, Instant begin, Instant end, OutputStream out) throws IOException {
        for (Instant from = begin; from.isBefore(end); from = from.plus(PAGE)) {
            Instant first = from;
            Instant next = from.plus(PAGE).isAfter(end) ? end : from.plus(PAGE);
            Series series = history.history(tag.id(), first, next, 0);
            for (Series.Point point : series.points()) {
                if (!point.at().isBefore(first) && (point.at().isBefore(next) || next.equals(end))) {
                    Object value = Shown.value(tag, point.value());
                    line(
                            out,
                            tag,
                            "SAMPLE",
                            point.at(),
                            "",
                            value == null ? "" : value,
                            point.quality(),
                            point.sourceTime(),
                            "");
                }
            }
            for (Gap gap : series.gaps()) {
                if (!gap.from().isBefore(first) || first.equals(begin)) {
                    line(out, tag, "GAP", gap.from(), gap.to(), "", "", "", gap.reason());
                }
            }
        }
    }

    private static void line(OutputStream out, Tag tag, Object... cells) throws IOException {
        String text = Stream.concat(Stream.of(tag.id().name(), unitOf(tag)), Arrays.stream(cells))
                .map(cell -> cell instanceof Double ? cell.toString() : AuditResource.cell(cell.toString()))
                .collect(Collectors.joining(","));
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private List<Tag> tags(String list, int most) {
        List<Tag> asked = Arrays.stream(Person.required("tags", list).split(","))
                .map(name -> TagResource.find(unit.tags(), name.strip()))
                .toList();
        if (asked.size() > most) {
            throw Refusal.rule("tags", "range", "At most " + most + " tags at once.");
        }
        return asked;
    }

    /** Several readings of several runs on the time of one phase: second 0 is when each run first entered it. */
    @GET
    @Path("/history/aligned")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<AlignedRun> aligned(
            @QueryParam("tags") String tags,
            @QueryParam("runs") String runs,
            @QueryParam("phase") String phase,
            @QueryParam("points") @DefaultValue("" + ALIGNED_POINTS) int points) {
        List<Tag> asked = tags(tags, MOST_LINES);
        String wanted = Person.required("phase", phase);
        List<String> ids = Arrays.stream(Person.required("runs", runs).split(","))
                .map(String::strip)
                .toList();
        if (ids.size() > MOST_RUNS) {
            throw Refusal.rule("runs", "range", "At most " + MOST_RUNS + " runs at once.");
        }
        if (points < 1 || points > MOST_POINTS) {
            throw Refusal.rule("points", "range", "1 to " + MOST_POINTS + " points.");
        }
        return ids.stream().map(id -> aligned(id, wanted, asked, points)).toList();
    }

    private AlignedRun aligned(String run, String phase, List<Tag> tags, int points) {
        history.run(run).orElseThrow(() -> Refusal.unknown("There is no run '" + run + "'."));
        List<PhaseRow> passes = history.phases(run).stream()
                .filter(one -> one.phase().equals(phase))
                .toList();
        if (passes.isEmpty()) {
            throw Refusal.rule("phase", "entered", "The run " + run + " was never in " + phase + ".");
        }
        Instant start = passes.get(0).startedAt();
        Instant end = passes.get(passes.size() - 1).endedAt().orElseGet(() -> PastResource.plantNow(unit));
        return new AlignedRun(
                run,
                start,
                seconds(start, end),
                tags.stream().map(tag -> line(tag, start, end, points)).toList());
    }

    private AlignedRun.Line line(Tag tag, Instant start, Instant end, int points) {
        Series series = history.history(tag.id(), start, end, points);
        List<Object> all = new ArrayList<>();
        for (Series.Bucket bucket : series.buckets()) {
            all.add(new AlignedRun.Column(
                    seconds(start, bucket.from()),
                    tag.unit().fromBase(bucket.min()),
                    tag.unit().fromBase(bucket.max()),
                    tag.unit().fromBase(bucket.mean())));
        }
        for (Series.Point point : series.points()) {
            all.add(new AlignedRun.Sample(
                    seconds(start, point.at()),
                    Shown.value(tag, point.value()),
                    point.quality().name()));
        }
        return new AlignedRun.Line(
                tag.id().name(),
                unitOf(tag),
                all,
                series.gaps().stream()
                        .map(gap -> new AlignedRun.Blank(
                                seconds(start, gap.from()), seconds(start, gap.to()), gap.reason()))
                        .toList());
    }

    private static double seconds(Instant start, Instant at) {
        return Duration.between(start, at).toNanos() / 1e9;
    }
}
