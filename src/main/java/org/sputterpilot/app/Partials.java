package org.sputterpilot.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.historian.PartialBook;
import org.sputterpilot.historian.PartialBook.Decision;
import org.sputterpilot.historian.PartialBook.FilmFrom;
import org.sputterpilot.historian.PartialBook.Partial;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.historian.Series;
import org.sputterpilot.historian.SignedRecord;
import org.sputterpilot.hmi.DeviationDesk;
import org.sputterpilot.hmi.Person;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.PartialItem;
import org.sputterpilot.hmi.wire.PartialOrder;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.logbook.DeviationState;
import org.sputterpilot.logbook.Deviations;
import org.sputterpilot.recipes.Continuation;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RunState;
import org.sputterpilot.security.Signature;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/**
 * Foil with half a film: which items a run left so, what was decided about each, and from how much film another run
 * goes on. One bad slot does not scrap a batch.
 */
final class Partials {
    private static final TagId ATMOSPHERE = TagId.of("chamber.at_atmosphere");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Less film than this is what passes a closed shutter. */
    private static final double LEAST_FILM_NM = 0.5;

    private final ControlRoom room;

    Partials(ControlRoom room) {
        this.room = room;
    }

    /**
     * The film of a run with what it went on from.
     *
     * @param mostNm the most it can be, when nobody has counted it; NaN otherwise
     */
    private record Film(double nm, double sigmaNm, double targetNm, int pass, double mostNm) {
        private boolean isUnknown() {
            return Double.isNaN(nm) || Double.isNaN(sigmaNm);
        }
    }

    private Records records() {
        return room.running().records();
    }

    private RunRow run(String id) {
        return records()
                .history()
                .run(id)
                .orElseThrow(() -> Refusal.rule("continues", "known", "There is no run '" + id + "'."));
    }

    private Film film(RunRow run) {
        JsonNode control =
                records().history().control(run.id()).map(Partials::read).orElse(JSON.createObjectNode());
        JsonNode earlier = control.path("continues");
        double doneNm = earlier.path("doneNm").asDouble(0);
        double sigmaNm = earlier.path("sigmaNm").asDouble(0);
        Film counted = new Film(
                doneNm + run.thicknessNm(),
                Math.hypot(sigmaNm, run.sigmaNm()),
                doneNm + run.targetNm(),
                earlier.path("pass").asInt(1),
                Double.NaN);
        return counted.isUnknown()
                ? new Film(
                        Double.NaN,
                        Double.NaN,
                        counted.targetNm(),
                        counted.pass(),
                        doneNm
                                + mostNm(
                                        run,
                                        control.path("foreseen")
                                                .path("depositS")
                                                .asDouble()))
                : counted;
    }

    /** The most a run can have grown that nobody has counted. */
    private double mostNm(RunRow run, double foreseenS) {
        RunningUnit unit = room.running();
        return frozen(run)
                .map(recipe -> UncountedFilm.atMost(
                                recipe,
                                Thickness.ofNanometres(run.targetNm()),
                                records().history().phases(run.id()),
                                run.endedAt().orElse(run.startedAt()),
                                Duration.ofMillis(Math.round(foreseenS * 1e3)),
                                Duration.ofMillis(
                                        Math.round(unit.plant().limits().base("watchdog")
                                                * unit.settings().speed()
                                                * 1e3)),
                                unit.assembly().calibration().model().lnRateSigma())
                        .nanometres())
                .orElse(Double.NaN);
    }

    private Optional<MasterRecipe> frozen(RunRow run) {
        return room.running().recipes().frozen(run.recipe(), run.recipeVersion(), run.recipeHash());
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a control recipe cannot be read", e);
        }
    }

    /** Whether a run left half a film: it is over without being complete, and there is film, and not enough of it. */
    private boolean isPartial(RunRow run, Film film) {
        if (run.endedAt().isEmpty() || run.state().equals(RunState.COMPLETE.name())) {
            return false;
        }
        if (film.isUnknown()) {
            return UncountedFilm.grew(records().history().phases(run.id()));
        }
        double toleranceNm =
                frozen(run).map(recipe -> recipe.tolerance().nanometres()).orElse(0.0);
        return film.nm() > LEAST_FILM_NM && film.nm() < film.targetNm() - toleranceNm;
    }

    List<PartialItem> of(String id) {
        RunRow run = run(id);
        Film film = film(run);
        if (!isPartial(run, film)) {
            return List.of();
        }
        List<Partial> decided = records().partials().of(id);
        return run.load().items().stream()
                .map(item -> known(decided, run, film, item))
                .map(Partials::shown)
                .toList();
    }

    /** What is known of an item: what was decided, else its film as counted, or as measured where nobody counted it. */
    private Partial known(List<Partial> decided, RunRow run, Film film, Load.Item item) {
        return decided.stream()
                .filter(known -> known.foil().equals(item.id()))
                .filter(known -> known.filmFrom() != FilmFrom.UNKNOWN
                        || measured(run, item.slot()).isEmpty())
                .findFirst()
                .orElseGet(() -> open(run, film, item));
    }

    /** The last measurement of what lay in a slot. */
    private Optional<CalibrationBook.Measurement> measured(RunRow run, int slot) {
        return records().calibrations().measurements().stream()
                .filter(one -> one.run().equals(run.id()) && one.slot() == slot)
                .reduce((earlier, later) -> later);
    }

    private Partial open(RunRow run, Film film, Load.Item item) {
        Optional<CalibrationBook.Measurement> measured =
                film.isUnknown() ? measured(run, item.slot()) : Optional.empty();
        return new Partial(
                run.id(),
                item.id(),
                item.slot(),
                item.side().name(),
                measured.map(CalibrationBook.Measurement::thicknessNm).orElse(film.nm()),
                measured.map(CalibrationBook.Measurement::sigmaNm).orElse(film.sigmaNm()),
                measured.isPresent() ? FilmFrom.MEASURED : film.isUnknown() ? FilmFrom.UNKNOWN : FilmFrom.COUNTED,
                film.mostNm(),
                film.targetNm(),
                film.pass(),
                vacuumBroken(run),
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                "");
    }

    /** Whether the foil has seen air since the run: it has, unless the switch said all the time that it has not. */
    private boolean vacuumBroken(RunRow run) {
        Instant until = now();
        Series said = records().history().history(ATMOSPHERE, run.endedAt().orElse(run.startedAt()), until, 0);
        return !said.gaps().isEmpty()
                || said.points().stream().anyMatch(point -> point.quality() == Quality.BAD || point.value() >= 0.5);
    }

    private Instant now() {
        return room.running()
                .assembly()
                .snapshot()
                .last()
                .orElseThrow(() -> Refusal.unavailable("The unit has not turned yet."))
                .tick()
                .at();
    }

    PartialItem decide(String id, String foil, PartialOrder order, Person.Signing name) {
        RunRow run = run(id);
        Partial item = item(run, foil);
        if (!item.approvedBy().isEmpty()) {
            throw Refusal.conflict("QA has approved that " + foil + " goes on; that stands.", "APPROVED", List.of());
        }
        Decision decision = Arrays.stream(Decision.values())
                .filter(known -> known.name().equals(order.decision()))
                .findFirst()
                .orElseThrow(() -> Refusal.rule(
                        "decision",
                        "one-of",
                        "'" + order.decision() + "' is none of " + Arrays.toString(Decision.values())));
        String deviation = order.deviation() == null ? "" : order.deviation().strip();
        if (decision == Decision.CONTINUE && deviation.isEmpty()) {
            throw Refusal.rule("deviation", "required", "Say under which deviation the film goes on.");
        }
        if (decision == Decision.CONTINUE) {
            deviation(deviation, id, foil);
        }
        Stated film = decision == Decision.CONTINUE ? stated(item, order) : Stated.as(item);
        Signature by = name.under(
                "run " + id + " item " + foil,
                Map.of(
                        "decision",
                        decision.name(),
                        "reason",
                        order.reason(),
                        "deviation",
                        deviation,
                        "film",
                        film.words()));
        PartialBook book = records().partials();
        book.decide(new Partial(
                id,
                foil,
                item.slot(),
                item.side(),
                film.nm(),
                film.sigmaNm(),
                film.from(),
                item.mostNm(),
                item.targetNm(),
                item.pass(),
                vacuumBroken(run),
                Optional.of(decision),
                order.reason(),
                by.user(),
                Optional.of(by.at()),
                deviation,
                "",
                Optional.empty(),
                ""));
        if (decision == Decision.SCRAP) {
            records().foils().mark(foil, "SCRAPPED", order.reason(), by.user(), by.at());
        }
        return shown(item(run, foil));
    }

    /** How much film is on an item, and who says so. */
    private record Stated(double nm, double sigmaNm, FilmFrom from) {
        private static Stated as(Partial item) {
            return new Stated(item.doneNm(), item.sigmaNm(), item.filmFrom());
        }

        private String words() {
            return from == FilmFrom.UNKNOWN
                    ? from.name()
                    : String.format(Locale.ROOT, "%.3f nm, sigma %.3f nm, %s", nm, sigmaNm, from);
        }
    }

    /** On film that nobody has counted or measured more may grow only when somebody answers for how much there is. */
    private static Stated stated(Partial item, PartialOrder order) {
        boolean open = item.filmFrom() == FilmFrom.UNKNOWN || item.filmFrom() == FilmFrom.STATED;
        if (!open) {
            if (order.statedNm() != null || order.statedSigmaNm() != null) {
                throw Refusal.rule("statedNm", "unknown-only", item.foil() + " has a film that is " + item.filmFrom());
            }
            return Stated.as(item);
        }
        if (order.statedNm() == null || order.statedSigmaNm() == null) {
            throw Refusal.rule(
                    "statedNm",
                    "film-known",
                    String.format(
                            Locale.ROOT,
                            "Nobody has counted the film on %s; it is at most %.1f nm. Measure it, or state film and"
                                    + " sigma under the deviation.",
                            item.foil(),
                            item.mostNm()));
        }
        if (!(order.statedNm() >= 0) || order.statedNm() > item.mostNm()) {
            throw Refusal.rule(
                    "statedNm",
                    "range",
                    String.format(Locale.ROOT, "There are 0 to %.1f nm on %s.", item.mostNm(), item.foil()));
        }
        if (!(order.statedSigmaNm() > 0) || order.statedSigmaNm() > item.mostNm()) {
            throw Refusal.rule("statedSigmaNm", "range", "Say one sigma of it, more than 0 nm.");
        }
        return new Stated(order.statedNm(), order.statedSigmaNm(), FilmFrom.STATED);
    }

    PartialItem approve(String id, String foil, Person.Signing name) {
        RunRow run = run(id);
        Partial item = item(run, foil);
        if (item.decision().filter(Decision.CONTINUE::equals).isEmpty()) {
            throw Refusal.conflict(
                    "Nobody has decided that " + foil + " goes on.",
                    item.decision().map(Enum::name).orElse("OPEN"),
                    List.of());
        }
        Deviations book = records().deviations();
        Deviation deviation = deviation(item.deviation(), id, foil);
        refuseUnwritten(deviation, foil);
        String object = "run " + id + " item " + foil;
        Signature by = name.under(
                object, Map.of("approves", "CONTINUE", "deviation", item.deviation(), "text", deviation.content()));
        if (by.user().equals(item.decidedBy())) {
            throw Refusal.conflict("Who decided does not approve.", "CONTINUE", List.of());
        }
        List<SignedRecord> names = records().names().under(object);
        DeviationDesk.refusing(() -> book.move(
                new Deviations.Move(
                        deviation.number(),
                        DeviationState.Act.PERMIT,
                        new Deviations.Person(by.user(), by.name(), Set.of()),
                        Optional.empty(),
                        "film on " + foil + " goes on",
                        run.operator()),
                names.get(names.size() - 1).id(),
                deviation.hash(),
                by.at()));
        records().partials().approve(id, foil, by.user(), by.at());
        return shown(item(run, foil));
    }

    /** The deviation under which the film on an item goes on: of its run, and about the item. */
    private Deviation deviation(String number, String run, String foil) {
        return records()
                .deviations()
                .book()
                .find(number)
                .filter(one -> one.run().equals(run)
                        && (one.items().isEmpty() || one.items().contains(foil)))
                .orElseThrow(() -> Refusal.rule(
                        "deviation",
                        "known",
                        "'" + number + "' is no deviation of run " + run + " that concerns " + foil + "."));
    }

    /** Film goes on under a deviation that somebody has written up. */
    private static void refuseUnwritten(Deviation deviation, String foil) {
        if (deviation.state() == DeviationState.OPEN) {
            throw Refusal.rule(
                    "deviation",
                    "handed-in",
                    deviation.number() + ", under which " + foil + " goes on, is not handed in yet.");
        }
    }

    private Partial item(RunRow run, String foil) {
        Film film = film(run);
        Load.Item loaded = run.load().items().stream()
                .filter(item -> item.id().equals(foil))
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("Run '" + run.id() + "' held no item '" + foil + "'."));
        if (!isPartial(run, film)) {
            throw Refusal.conflict("Run " + run.id() + " left no half film.", run.state(), List.of());
        }
        return known(records().partials().of(run.id()), run, film, loaded);
    }

    /**
     * From what film an order goes on; every item on the holder must be one that may.
     *
     * @throws Refusal naming the item and the rule
     */
    Continuation continuation(String id, Load load, MasterRecipe recipe, boolean production, Instant at) {
        RunRow run = run(id);
        if (run.endedAt().isEmpty()) {
            throw Refusal.rule("continues", "ended", "Run " + id + " has not ended: restart it.");
        }
        Film film = film(run);
        if (!isPartial(run, film)) {
            throw Refusal.rule("continues", "partial", "Run " + id + " left no half film to go on with.");
        }
        if (!recipe.id().equals(run.recipe())) {
            throw Refusal.rule(
                    "recipe", "same", "Run " + id + " was made with " + run.recipe() + "; it goes on with the same.");
        }
        if (Math.abs(recipe.target().nanometres() - film.targetNm()) > 1e-6) {
            throw Refusal.rule(
                    "recipe",
                    "target",
                    String.format(
                            Locale.ROOT,
                            "This version ends at %.2f nm, run %s was to end at %.2f nm.",
                            recipe.target().nanometres(),
                            id,
                            film.targetNm()));
        }
        boolean broken = false;
        String deviation = "";
        Optional<Stated> done = film.isUnknown()
                ? Optional.empty()
                : Optional.of(new Stated(film.nm(), film.sigmaNm(), FilmFrom.COUNTED));
        for (Load.Item loaded : load.items()) {
            Partial item = item(run, loaded.id());
            if (!item.side().equals(loaded.side().name()) || item.slot() != loaded.slot()) {
                throw Refusal.rule(
                        "load.slot",
                        "same-place",
                        loaded.id() + " lay in slot " + item.slot() + " with side " + item.side() + ".");
            }
            if (!item.continuedIn().isEmpty()) {
                throw Refusal.rule(
                        "continues", "once", loaded.id() + " has gone on already, in run " + item.continuedIn() + ".");
            }
            if (production && !item.mayContinue()) {
                throw Refusal.rule(
                        "continues",
                        "approved",
                        loaded.id() + " may not go on: it needs the decision CONTINUE and QA's approval.");
            }
            if (production) {
                refuseUnwritten(deviation(item.deviation(), id, item.foil()), item.foil());
            }
            if (item.filmFrom() == FilmFrom.UNKNOWN) {
                throw Refusal.rule(
                        "continues",
                        "film-known",
                        "Nobody knows how much film is on " + loaded.id() + ": measure it, or state it first.");
            }
            if (film.isUnknown()) {
                Stated own = Stated.as(item);
                if (done.filter(other -> other.nm() != own.nm() || other.sigmaNm() != own.sigmaNm())
                        .isPresent()) {
                    throw Refusal.rule(
                            "load.item",
                            "same-film",
                            loaded.id() + " has another film than the item before it: one run each.");
                }
                done = Optional.of(own);
            }
            broken |= item.vacuumBroken() || vacuumBroken(run);
            deviation = item.deviation().isEmpty() ? deviation : item.deviation();
        }
        Stated whole = done.orElseThrow(() -> Refusal.rule("load", "required", "Say which items go on."));
        if (whole.nm() >= film.targetNm()) {
            throw Refusal.rule("continues", "unfinished", "Film of " + whole.words() + " is whole already.");
        }
        return new Continuation(
                id,
                Thickness.ofNanometres(whole.nm()),
                Thickness.ofNanometres(whole.sigmaNm()),
                film.pass() + 1,
                broken,
                deviation);
    }

    private static PartialItem shown(Partial item) {
        return new PartialItem(
                item.foil(),
                item.slot(),
                item.side(),
                finite(item.doneNm()),
                finite(item.sigmaNm()),
                item.filmFrom().name(),
                finite(item.mostNm()),
                item.targetNm(),
                item.pass(),
                item.vacuumBroken(),
                item.decision().map(Enum::name).orElse(null),
                item.reason().isEmpty() ? null : item.reason(),
                item.decidedBy().isEmpty() ? null : item.decidedBy(),
                item.decidedAt().orElse(null),
                item.deviation().isEmpty() ? null : item.deviation(),
                item.approvedBy().isEmpty() ? null : item.approvedBy(),
                item.approvedAt().orElse(null),
                item.continuedIn().isEmpty() ? null : item.continuedIn(),
                item.mayContinue());
    }

    private static Double finite(double nm) {
        return Double.isFinite(nm) ? nm : null;
    }
}
