package org.sputterpilot.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.film.CalibrationInForce;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.Forecaster;
import org.sputterpilot.film.SetPoints;
import org.sputterpilot.historian.CalibrationBook;
import org.sputterpilot.hmi.ForecastDesk;
import org.sputterpilot.hmi.Refusal;
import org.sputterpilot.hmi.wire.PredictOrder;
import org.sputterpilot.hmi.wire.Violation;
import org.sputterpilot.physics.Place;
import org.sputterpilot.physics.ToolParameter;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.preflight.MatrixProof;
import org.sputterpilot.preflight.Outlook;
import org.sputterpilot.preflight.Preflight;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RunStatus.PlannedPhase;
import org.sputterpilot.recipes.Timetable;
import org.sputterpilot.units.GasFlow;
import org.sputterpilot.units.Power;
import org.sputterpilot.units.Pressure;
import org.sputterpilot.units.Thickness;
import org.sputterpilot.units.Unit;

/**
 * Foresees runs on the unit in the control room: one question at a time, because the cycle has the first claim on the
 * processor.
 */
final class ForecastCounter implements ForecastDesk {
    private static final String NOMINAL = "nominal";
    /** The two versions of a comparison, and what somebody else looks at meanwhile. */
    private static final int MOST_KEPT = 4;

    private static final int FEWEST_DRAWS = 200;
    private static final int MOST_DRAWS = 2000;
    /** Without a recipe nothing caps the time but this: no film should take three times as long as modelled. */
    private static final double LONGEST = 3;

    private final ControlRoom room;
    private final Deque<Kept> kept = new ArrayDeque<>();

    ForecastCounter(ControlRoom room) {
        this.room = room;
    }

    /** An outlook and what it was made of: a page that is looked at twice is not computed twice. */
    private record Kept(String recipe, FilmModel model, double eroded, List<Duration> pumpDowns, Outlook outlook) {
        boolean answers(MasterRecipe asked, FilmModel now, double erodedNow, List<Duration> pumpDownsNow) {
            return recipe.equals(asked.hash())
                    && model.equals(now)
                    && Math.abs(eroded - erodedNow) < 1e-4
                    && pumpDowns.equals(pumpDownsNow);
        }
    }

    @Override
    public synchronized Optional<Outlook> outlook(MasterRecipe recipe) {
        if (recipe.kind().isProcedure()) {
            return Optional.empty();
        }
        RunningUnit unit = room.running();
        FilmModel model = unit.assembly().calibration().model();
        double eroded = unit.assembly().erodedShare();
        List<Duration> pumpDowns = unit.records().pumpDowns(recipe.id());
        Optional<Outlook> known = kept.stream()
                .filter(one -> one.answers(recipe, model, eroded, pumpDowns))
                .map(Kept::outlook)
                .findFirst();
        if (known.isPresent()) {
            return known;
        }
        Outlook fresh = unit.assembly().preflight(model, pumpDowns).outlook(recipe, Preflight.DRAWS, Preflight.SEED);
        if (kept.size() == MOST_KEPT) {
            kept.removeFirst();
        }
        kept.addLast(new Kept(recipe.hash(), model, eroded, pumpDowns, fresh));
        return Optional.of(fresh);
    }

    @Override
    public List<PlannedPhase> plan(MasterRecipe recipe) {
        return Timetable.of(recipe, preflight(recipe).foreseen(recipe));
    }

    @Override
    public List<MatrixProof.Proved> proof(MasterRecipe recipe) {
        if (recipe.kind().isProcedure()) {
            return List.of();
        }
        Plant plant = room.running().plant();
        FilmModel model = room.running().assembly().calibration().model();
        double deposit = preflight(recipe).foreseen(recipe).deposit().toNanos() / 1e9;
        return MatrixProof.of(
                recipe,
                plant.matrix(),
                plant.tags(),
                plant.limits(),
                plant.healthy(),
                model.tool(),
                plant.unit().byHand(),
                deposit);
    }

    private Preflight preflight(MasterRecipe recipe) {
        RunningUnit unit = room.running();
        return unit.assembly()
                .preflight(unit.assembly().calibration().model(), unit.records().pumpDowns(recipe.id()));
    }

    @Override
    public List<RecipeFinding> findings(MasterRecipe recipe, Optional<Outlook> outlook) {
        Plant plant = room.running().plant();
        return preflight(recipe).findings(recipe, outlook, plant.limits(), plant.healthy());
    }

    @Override
    public synchronized Foretold predict(PredictOrder order) {
        RunningUnit unit = room.running();
        List<Violation> wrong = new ArrayList<>();
        Limits limits = unit.plant().limits();
        inside(wrong, limits, "powerW", order.powerW(), "power", "W", true);
        inside(wrong, limits, "argonSccm", order.argonSccm(), "argon_flow", "sccm", true);
        inside(wrong, limits, "oxygenSccm", order.oxygenSccm(), "oxygen_flow", "sccm", true);
        inside(wrong, limits, "pressurePa", order.pressurePa(), "process_pressure", "Pa", false);
        inside(wrong, limits, "targetNm", order.targetNm(), "target_thickness", "nm", true);
        inside(wrong, limits, "throwMm", order.throwMm(), "throw_distance", "mm", false);
        above(wrong, "timeS", order.timeS());
        above(wrong, "toleranceNm", order.toleranceNm());
        int draws = order.draws() == null ? Preflight.DRAWS : order.draws();
        check(
                wrong,
                draws >= FEWEST_DRAWS && draws <= MOST_DRAWS,
                "draws",
                "range",
                "Between " + FEWEST_DRAWS + " and " + MOST_DRAWS + " runs are drawn.");
        String asked = order.calibration() == null ? "" : order.calibration().strip();
        boolean nominal = asked.equalsIgnoreCase(NOMINAL);
        String place = order.place() == null ? nominal ? "AXIS" : "HOLDER" : order.place();
        check(
                wrong,
                place.equals("AXIS") || place.equals("HOLDER"),
                "place",
                "one-of",
                "A place is AXIS or HOLDER, not '" + place + "'.");
        Optional<Known> known = nominal ? Optional.of(nominal(unit)) : version(unit, asked);
        check(
                wrong,
                known.isPresent(),
                "calibration",
                "known",
                "A calibration is 'nominal' or the number of a version that was in force, not '" + asked + "'.");
        if (!wrong.isEmpty()) {
            throw Refusal.rules(wrong);
        }
        FilmModel model = known.orElseThrow().model;
        if (order.throwMm() != null) {
            model = model.with(ToolParameter.THROW_DISTANCE, order.throwMm() / 1e3);
        }
        GasFlow argon = GasFlow.ofSccm(order.argonSccm());
        SetPoints setPoints = new SetPoints(
                Power.ofWatt(order.powerW()),
                argon,
                GasFlow.ofSccm(order.oxygenSccm()),
                order.pressurePa() == null
                        ? SetPoints.argonPressure(model.tool(), argon)
                        : Pressure.ofPascal(order.pressurePa()),
                Thickness.ofNanometres(order.targetNm()));
        Forecaster forecaster = new Forecaster(
                model,
                place.equals("AXIS") ? Place.ON_AXIS : Place.holderOf(model.tool()),
                nominal ? 0 : unit.assembly().erodedShare());
        long seed = order.seed() == null ? Preflight.SEED : order.seed();
        return new Foretold(forecaster.forecast(setPoints, LONGEST, draws, seed), known.get().name);
    }

    /** A calibration and what it is called. */
    private record Known(String name, FilmModel model) {}

    /** The rate model as it is, on a new target: what published and computed figures refer to. */
    private static Known nominal(RunningUnit unit) {
        return new Known(NOMINAL, FilmModel.commissioned(unit.plant().tool().with(ToolParameter.CALIBRATION, 1)));
    }

    private static Optional<Known> version(RunningUnit unit, String asked) {
        CalibrationInForce now = unit.assembly().calibration();
        if (asked.isEmpty() || asked.equals(String.valueOf(now.version()))) {
            return Optional.of(new Known(String.valueOf(now.version()), now.model()));
        }
        return unit.records().calibrations().versions().stream()
                .filter(v -> String.valueOf(v.version()).equals(asked))
                .findFirst()
                .map(CalibrationBook.Version::calibration)
                .map(calibration -> new Known(asked, calibration.on(now.model())));
    }

    /** A set point inside the range the site allows a recipe. */
    private static void inside(
            List<Violation> wrong,
            Limits limits,
            String field,
            Double given,
            String parameter,
            String symbol,
            boolean required) {
        if (given == null) {
            check(wrong, !required, field, "required", "Say a number in " + symbol + ".");
            return;
        }
        Unit unit = Unit.of(symbol).orElseThrow();
        limits.recipeRange(parameter)
                .ifPresent(range -> check(
                        wrong,
                        range.contains(unit.toBase(given)),
                        field,
                        "range",
                        "The site allows " + range.low() + " to " + range.high() + " (" + range.why() + ")."));
    }

    private static void above(List<Violation> wrong, String field, Double given) {
        check(wrong, given == null || given > 0 && given < 1e6, field, "range", "It is above 0.");
    }

    private static void check(List<Violation> wrong, boolean right, String field, String rule, String message) {
        if (!right) {
            wrong.add(new Violation(field, rule, message));
        }
    }
}
