package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.historian.FoilRegister;
import org.sputterpilot.historian.History;
import org.sputterpilot.historian.Series;
import org.sputterpilot.hmi.wire.FoilPiece;
import org.sputterpilot.hmi.wire.HistoryAnswer;
import org.sputterpilot.hmi.wire.PastEvent;
import org.sputterpilot.security.Permission;
import org.sputterpilot.signals.Tag;

/** What happened, and to which foil. */
@Path("/")
public class PastResource {
    private static final Duration USUAL = Duration.ofMinutes(15);
    private static final Duration LONGEST_RAW = Duration.ofHours(24);
    private static final int MOST_POINTS = 5000;
    private static final int MOST_LINES = 10_000;

    @Inject
    UnitDesk unit;

    @Inject
    History history;

    @Inject
    FoilRegister foils;

    /**
     * The past of one tag: min, max and mean per column when {@code points} is given, every stored sample otherwise.
     */
    @GET
    @Path("/history")
    @PermissionsAllowed(Permission.Word.WATCH)
    public HistoryAnswer history(
            @QueryParam("tag") String tag,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("points") @DefaultValue("0") int points) {
        Tag found = TagResource.find(unit.tags(), Person.required("tag", tag));
        Instant end = to == null ? plantNow(unit) : time("to", to);
        Instant begin = from == null ? end.minus(USUAL) : time("from", from);
        span(begin, end);
        if (points < 0 || points > MOST_POINTS) {
            throw Refusal.rule("points", "range", "0 to " + MOST_POINTS + " points.");
        }
        if (points == 0 && Duration.between(begin, end).compareTo(LONGEST_RAW) > 0) {
            throw Refusal.rule("points", "required", "More than 24 h of samples: say how many points are wanted.");
        }
        Series series = history.history(found.id(), begin, end, points);
        List<Object> all = new ArrayList<>();
        for (Series.Bucket bucket : series.buckets()) {
            all.add(new HistoryAnswer.Column(
                    bucket.from(),
                    found.unit().fromBase(bucket.min()),
                    found.unit().fromBase(bucket.max()),
                    found.unit().fromBase(bucket.mean())));
        }
        for (Series.Point point : series.points()) {
            all.add(new HistoryAnswer.Sample(
                    point.at(),
                    Shown.value(found, point.value()),
                    point.quality().name()));
        }
        List<HistoryAnswer.GapSpan> gaps = series.gaps().stream()
                .map(gap -> new HistoryAnswer.GapSpan(gap.from(), gap.to(), gap.reason()))
                .toList();
        return new HistoryAnswer(tag, found.isState() ? "" : found.unit().symbol(), all, gaps);
    }

    @GET
    @Path("/events")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<PastEvent> events(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("kind") @DefaultValue("") String kind,
            @QueryParam("limit") @DefaultValue("1000") int limit) {
        Instant end = to == null ? plantNow(unit).plusSeconds(1) : time("to", to);
        Instant begin = from == null ? end.minus(Duration.ofHours(12)) : time("from", from);
        span(begin, end);
        return history.events(begin, end, kind, Math.max(1, Math.min(limit, MOST_LINES))).stream()
                .map(RunPages::event)
                .toList();
    }

    @GET
    @Path("/foil-pieces")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<FoilPiece> foilPieces(@QueryParam("limit") @DefaultValue("200") int limit) {
        return foils.foils(Math.max(1, Math.min(limit, MOST_LINES))).stream()
                .map(f ->
                        new FoilPiece(f.id(), f.humanId(), f.disposition(), f.why(), f.demonstration(), f.createdAt()))
                .toList();
    }

    static Instant plantNow(UnitDesk unit) {
        return unit.picture()
                .map(p -> p.tick().at())
                .orElseThrow(() -> Refusal.unavailable("The unit has not turned yet."));
    }

    static void span(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Refusal.rule("from", "order", "'from' must be before 'to'.");
        }
    }

    static Instant time(String field, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.malformed("'" + field + "' is not an ISO 8601 UTC time such as 2026-03-01T08:00:00Z.");
        }
    }
}
