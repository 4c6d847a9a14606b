package org.sputterpilot.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.equipment.ByHand;
import org.sputterpilot.equipment.Limits;
import org.sputterpilot.interlocks.Spans.Span;
import org.sputterpilot.interlocks.Spans.Tether;
import org.sputterpilot.physics.Discharge;
import org.sputterpilot.physics.Folds;
import org.sputterpilot.physics.Gas;
import org.sputterpilot.physics.RateModel;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.preflight.HealthyPlant.Margin;
import org.sputterpilot.recipes.MasterRecipe;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.recipes.PhaseSpec;
import org.sputterpilot.recipes.phases.PlantTags;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * What a recipe makes of a healthy plant, scene by scene: every step, ramp and valve on its way, with the span of every
 * reading. Each phase of {@code recipes.phases} has one method here that says what the phase does; a test drives the
 * shipped recipe and holds every reading of every turn against the scenes, so that the two cannot drift apart.
 */
public final class Course {
    private static final double EVER = Double.POSITIVE_INFINITY;
    private static final double LONG_S = 1e7;
    private static final double AIR_PA = 1.2e5;
    /** Full scale of the manometer. */
    private static final double MANOMETER_PA = 13.3;

    private static final double DARK_A = 0.005;
    private static final double MOST_A = 2;
    private static final double DARK_V = 60;

    private static final TagId PHASE = TagId.of("run.phase");
    private static final TagId PHASE_TIME = TagId.of("run.phase_time");
    private static final TagId DOOR = PlantTags.DOOR_CLOSED;
    private static final TagId SWITCH_13_PA = TagId.of("chamber.pressure_switch");
    private static final TagId REFERENCE = TagId.of("chamber.pressure_reference");
    private static final TagId SETPOINT_TIME = TagId.of("chamber.setpoint_time");
    private static final TagId ARGON_TIME = TagId.of("gas.argon.setpoint_time");
    private static final TagId OXYGEN_TIME = TagId.of("gas.oxygen.setpoint_time");
    private static final TagId OXYGEN_SHARE = TagId.of("gas.oxygen_fraction");
    private static final TagId GATE_TIME = TagId.of("vacuum.gate.open_time");
    private static final TagId TURBO_DRIVEN = TagId.of("vacuum.turbo.is_running");
    private static final TagId EXPECTED = TagId.of("cathode.current_expected");
    private static final TagId VOLTAGE_REFERENCE = TagId.of("cathode.voltage_reference");
    private static final TagId OPEN_TIME = TagId.of("shutter.open_time");

    private final MasterRecipe recipe;
    private final TagTable tags;
    private final Limits limits;
    private final HealthyPlant healthy;
    private final ToolParameters tool;
    private final ByHand byHand;
    private final double predictedS;

    private final Map<TagId, Span> now = new HashMap<>();
    private final Map<TagId, HealthyPlant.Following> tied = new HashMap<>();
    private final Map<TagId, String> because = new LinkedHashMap<>();
    private final List<Scene> scenes = new ArrayList<>();
    private PhaseName phase = PhaseName.NONE;
    private double phaseAtLeast;
    private double phaseAtMost;

    private Course(
            MasterRecipe recipe,
            TagTable tags,
            Limits limits,
            HealthyPlant healthy,
            ToolParameters tool,
            ByHand byHand,
            double predictedS) {
        this.recipe = recipe;
        this.tags = tags;
        this.limits = limits;
        this.healthy = healthy;
        this.tool = tool;
        this.byHand = byHand;
        this.predictedS = predictedS;
    }

    /**
     * The scenes of a recipe in their order.
     *
     * @param byHand what people move, and how well: their countdown, reaction and patience are times of a scene
     * @param predictedS how long the film model expects the shutter to be open
     */
    public static List<Scene> of(
            MasterRecipe recipe,
            TagTable tags,
            Limits limits,
            HealthyPlant healthy,
            ToolParameters tool,
            ByHand byHand,
            double predictedS) {
        return new Course(recipe, tags, limits, healthy, tool, byHand, predictedS).run();
    }

    private List<Scene> run() {
        atRest();
        for (PhaseSpec spec : recipe.procedure()) {
            phase = spec.phase();
            phaseAtLeast = 0;
            phaseAtMost = 0;
            is(PHASE, phase.text());
            if (phase != PhaseName.LOAD) {
                // with what the phase before has left; the shutter's travel counts from the end of Deposit
                scene("begins", 0, phase == PhaseName.CLOSE_SHUTTER ? 0 : healthy.margin(Margin.LAG));
                phaseAtMost = 0;
            }
            switch (phase) {
                case LOAD -> load();
                case PUMP_DOWN -> pumpDown();
                case LEAK_CHECK -> leakCheck();
                case GAS_STABILISE -> gasStabilise();
                case IGNITE -> ignite();
                case RAMP -> ramp();
                case PRE_SPUTTER -> preSputter();
                case POISON -> poison();
                case DEPOSIT -> deposit();
                case CLOSE_SHUTTER -> closeShutter();
                case RAMP_DOWN -> rampDown();
                case COOL -> cool();
                case VENT -> vent();
                case UNLOAD -> unload();
                default -> notKnown();
            }
        }
        return List.copyOf(scenes);
    }

    // ------------------------------------------------------------------ the phases

    /** The unit before a run: in air or under vacuum, everything off. */
    private void atRest() {
        now.putAll(healthy.shows());
        whateverPumps();
        inAir();
        is(DOOR, "YES");
        settled(PlantTags.GATE, PlantTags.OFF);
        settled(PlantTags.ROUGH, PlantTags.OFF);
        settled(PlantTags.FORE, PlantTags.ON);
        settled(PlantTags.VENT, PlantTags.OFF);
        settled(PlantTags.NITROGEN_VALVE, PlantTags.OFF);
        settled(PlantTags.ARGON_VALVE, PlantTags.OFF);
        settled(PlantTags.OXYGEN_VALVE, PlantTags.OFF);
        settled(PlantTags.SHUTTER, PlantTags.OFF);
        settled(PlantTags.ENABLE, PlantTags.OFF);
        flow(PlantTags.ARGON_SET, PlantTags.ARGON_FLOW, 0, "");
        flow(PlantTags.OXYGEN_SET, PlantTags.OXYGEN_FLOW, 0, "");
        span(OXYGEN_SHARE, 0, 1);
        span(ARGON_TIME, 0, LONG_S);
        span(OXYGEN_TIME, 0, LONG_S);
        span(SETPOINT_TIME, 0, LONG_S);
        span(GATE_TIME, 0, 0);
        span(OPEN_TIME, 0, 0);
        dark(0);
        turns(0);
    }

    private void load() {
        double longest = value(PhaseName.LOAD, "max_time");
        scene("door closed", 0, longest);
        is(PlantTags.AT_ATMOSPHERE, "YES");
        any(DOOR);
        scene("in air", 0, longest);
        is(DOOR, "YES");
        evacuated(limits.base("gate_pressure"), "");
        healthyPumps();
        settled(PlantTags.GATE, PlantTags.ON);
        span(GATE_TIME, 0, LONG_S);
        scene("under vacuum", 0, longest);
    }

    private void pumpDown() {
        double crossover = value(PhaseName.PUMP_DOWN, "crossover_pressure");
        double takeOver = value(PhaseName.PUMP_DOWN, "spin_up_time");
        whateverPumps();
        settled(PlantTags.GATE, PlantTags.OFF);
        span(GATE_TIME, 0, 0);
        inAir();
        moves(PlantTags.FORE, PlantTags.ON, "V-FORE opens", 0);
        scene("turbo pump spins up", 0, takeOver);
        moves(PlantTags.FORE, PlantTags.OFF, "V-FORE shuts", healthy.margin(Margin.SEAT_WAIT));
        moves(PlantTags.ROUGH, PlantTags.ON, "V-ROUGH opens", 0);
        scene("chamber is roughed", 0, value(PhaseName.PUMP_DOWN, "roughing_time"));
        double top = crossover + healthy.margin(Margin.HANDOVER_RISE);
        evacuated(top, path(PhaseName.PUMP_DOWN, "crossover_pressure"));
        moves(PlantTags.ROUGH, PlantTags.OFF, "V-ROUGH shuts", healthy.margin(Margin.SEAT_WAIT));
        moves(PlantTags.FORE, PlantTags.ON, "V-FORE opens", 0);
        scene("turbo pump takes over", 0, healthy.margin(Margin.HANDOVER_TIME));
        gateOpens();
        scene("high vacuum", 0, value(PhaseName.PUMP_DOWN, "max_time"));
    }

    private void leakCheck() {
        double riseTime = value(PhaseName.LEAK_CHECK, "rise_time");
        double perSecond = 2 * limits.base("leak_total_block") / limits.base("chamber_volume");
        double top = limits.base("base_pressure_block") + perSecond * (riseTime + 10);
        moves(PlantTags.GATE, PlantTags.OFF, "V-HV shuts", 0);
        span(GATE_TIME, 0, 0);
        evacuated(top, path(PhaseName.LEAK_CHECK, "rise_time"));
        scene("pressure rises", riseTime, riseTime + 10);
        gateOpens();
        scene("pumped back", 0, value(PhaseName.LEAK_CHECK, "max_time"));
    }

    private void gasStabilise() {
        double pressure = value(PhaseName.GAS_STABILISE, "pressure");
        String path = path(PhaseName.GAS_STABILISE, "pressure");
        turns(recipe.formula("rotation"));
        gas(0, pressure, 0, path);
        byHand.throttle().ifPresent(hand -> leftAnywhere(path));
        any(PlantTags.ARGON_VALVE);
        any(PlantTags.ARGON_VALVE_OPEN);
        double argon = recipe.formula("argon_flow");
        comesIn(PlantTags.ARGON_SET, PlantTags.ARGON_FLOW, ARGON_TIME, argon, formula("argon_flow"));
        scene("argon comes in", 0, healthy.margin(Margin.SETTLED_AFTER));
        settled(PlantTags.ARGON_VALVE, PlantTags.ON);
        flow(PlantTags.ARGON_SET, PlantTags.ARGON_FLOW, argon, formula("argon_flow"));
        span(ARGON_TIME, healthy.margin(Margin.SETTLED_AFTER), LONG_S);
        byHand.throttle().ifPresent(hand -> {
            scene("a person turns the throttle", 0, seconds(hand.patience()) + seconds(hand.settle()));
            gas(0, pressure, 0, path);
        });
        scene("argon settles", 0, value(PhaseName.GAS_STABILISE, "max_time"));
        span(ARGON_TIME, 0, LONG_S);
    }

    private void ignite() {
        double watt = value(PhaseName.IGNITE, "power");
        String power = path(PhaseName.IGNITE, "power");
        double struckAt = value(PhaseName.GAS_STABILISE, "pressure");
        gas(struckAt, struckAt, 0, path(PhaseName.GAS_STABILISE, "pressure"));
        scene("cold cathode goes out", 0, 3);
        int tries = (int) Math.round(value(PhaseName.IGNITE, "tries"));
        for (int n = 1; n <= tries; n++) {
            is(PlantTags.ENABLE, "ON");
            any(PlantTags.ENABLED);
            dark(healthy.margin(Margin.OPEN_CIRCUIT));
            span(PlantTags.POWER_SET, watt, watt, power);
            scene("contactor closes, try " + n, 0, healthy.travel(PlantTags.ENABLE));
            settled(PlantTags.ENABLE, PlantTags.ON);
            because.put(PlantTags.CURRENT, path(PhaseName.IGNITE, "try_time"));
            scene("plasma strikes, try " + n, 0, value(PhaseName.IGNITE, "try_time"));
            grows(watt, power);
            scene("plasma grows, try " + n, 0, 0);
            dark(healthy.margin(Margin.OPEN_CIRCUIT));
            if (n < tries) {
                is(PlantTags.ENABLE, "OFF");
                any(PlantTags.ENABLED);
                span(PlantTags.POWER_SET, 0, 0);
                scene("rest after try " + n, 0, value(PhaseName.IGNITE, "rest_time"));
            }
        }
        double process = recipe.formula("process_pressure");
        double lowest = Math.min(struckAt, process);
        double highest = Math.max(struckAt, process);
        handTurns(lowest, highest, formula("process_pressure"), () -> burns(watt, watt, watt, power));
        gas(lowest, highest, 0, formula("process_pressure"));
        burns(watt, watt, watt, power);
        scene(
                "pressure comes down",
                value(PhaseName.IGNITE, "settle_time"),
                value(PhaseName.IGNITE, "max_time") + value(PhaseName.IGNITE, "settle_time"));
    }

    private void ramp() {
        double from = value(PhaseName.IGNITE, "power");
        double to = recipe.formula("power");
        double process = recipe.formula("process_pressure");
        gas(process, process, 0, formula("process_pressure"));
        burns(Math.min(from, to), Math.max(from, to), to, formula("power"));
        scene(
                "power goes up",
                Math.abs(to - from) / value(PhaseName.RAMP, "rate") / 2,
                value(PhaseName.RAMP, "max_time"));
        burns(to, to, to, formula("power"));
    }

    private void preSputter() {
        double watt = recipe.formula("power");
        double process = recipe.formula("process_pressure");
        handTurns(process, process, formula("process_pressure"), () -> burns(watt, watt, watt, formula("power")));
        tie(PlantTags.PRESSURE);
        scene("target is cleaned", value(PhaseName.PRE_SPUTTER, "min_time"), value(PhaseName.PRE_SPUTTER, "max_time"));
    }

    private void poison() {
        double oxygen = recipe.formula("oxygen_flow");
        double longest = value(PhaseName.POISON, "max_time");
        double process = recipe.formula("process_pressure");
        gas(process, process, oxygen, formula("oxygen_flow"));
        any(PlantTags.OXYGEN_VALVE);
        any(PlantTags.OXYGEN_VALVE_OPEN);
        comesIn(PlantTags.OXYGEN_SET, PlantTags.OXYGEN_FLOW, OXYGEN_TIME, oxygen, formula("oxygen_flow"));
        double settled = healthy.margin(Margin.SETTLED_AFTER);
        double steady = healthy.margin(Margin.STEADY_AFTER);
        scene("oxygen comes in", settled, settled);
        settled(PlantTags.OXYGEN_VALVE, PlantTags.ON);
        flow(PlantTags.OXYGEN_SET, PlantTags.OXYGEN_FLOW, oxygen, formula("oxygen_flow"));
        oxygenShare(oxygen);
        span(OXYGEN_TIME, settled, LONG_S);
        double waits = value(PhaseName.POISON, "min_time");
        scene("target poisons", Math.max(0, Math.min(waits, steady) - settled), steady - settled);
        phaseAtLeast = steady;
        tie(PlantTags.PRESSURE);
        scene("target poisoned", Math.max(0, waits - steady), Math.max(0, longest - steady));
        if (waits < steady) {
            free(PlantTags.PRESSURE); // Deposit may come before the pressure stands
            because.put(PlantTags.PRESSURE, path(PhaseName.POISON, "min_time"));
        }
    }

    private void deposit() {
        if (staysPoisoned()) {
            tie(PlantTags.VOLTAGE);
        } else {
            because.put(PlantTags.VOLTAGE, formula("oxygen_flow"));
        }
        any(TagId.of("film.source"));
        tie(OPEN_TIME);
        span(OPEN_TIME, 0, LONG_S);
        handMovesShutter("a person opens the shutter");
        moves(PlantTags.SHUTTER, PlantTags.ON, "shutter opens", 0);
        scene("film begins", 0, healthy.margin(Margin.FILM_KNOWN_AFTER));
        is(TagId.of("film.source"), "MODEL_AND_CRYSTAL", "MODEL", "CRYSTAL");
        scene("film grows", predictedS / 5, EVER);
        if (byHand.shutter().isPresent()) {
            free(OPEN_TIME); // the cap is told to a person, who may take their patience over it
        }
        handMovesShutter("a person closes the shutter");
        any(PlantTags.SHUTTER);
        any(PlantTags.SHUTTER_OPEN);
        any(PlantTags.SHUTTER_CLOSED);
        scene("shutter is told to close", 0, 0);
    }

    private void closeShutter() {
        any(TagId.of("film.source"));
        moves(
                PlantTags.SHUTTER,
                PlantTags.OFF,
                "shutter closes",
                byHand.shutter().map(hand -> seconds(hand.patience())).orElse(0.0));
        span(OPEN_TIME, 0, 0);
        free(PlantTags.VOLTAGE);
    }

    private void rampDown() {
        double watt = recipe.formula("power");
        double down = 2 * watt / value(PhaseName.RAMP_DOWN, "rate") + 10;
        turns(0);
        free(PlantTags.PRESSURE);
        any(PlantTags.PLASMA);
        span(PlantTags.POWER_SET, 0, 0);
        span(PlantTags.POWER, 0, watt * (1 + healthy.margin(Margin.OVERSHOOT)), formula("power"));
        span(PlantTags.CURRENT, 0, now.get(PlantTags.CURRENT).high());
        span(EXPECTED, 0, MOST_A);
        free(PlantTags.CURRENT);
        span(PlantTags.VOLTAGE, 0, now.get(PlantTags.VOLTAGE).high());
        span(PlantTags.OXYGEN_SET, 0, 0);
        span(PlantTags.OXYGEN_FLOW, 0, recipe.formula("oxygen_flow") * (1 + healthy.margin(Margin.OVERSHOOT)));
        free(PlantTags.OXYGEN_FLOW);
        span(OXYGEN_TIME, 0, LONG_S);
        moves(PlantTags.OXYGEN_VALVE, PlantTags.OFF, "oxygen shuts", 0);
        scene("power goes down", 0, down);
        dark(healthy.margin(Margin.OPEN_CIRCUIT));
        scene("plasma goes out", 0, down);
        is(PlantTags.ENABLE, "OFF");
        any(PlantTags.ENABLED);
        scene("supply switches off", 0, healthy.travel(PlantTags.ENABLE));
        settled(PlantTags.ENABLE, PlantTags.OFF);
        dark(0);
        double argonTime = value(PhaseName.RAMP_DOWN, "argon_time");
        scene("argon sweeps the chamber", argonTime, argonTime + value(PhaseName.RAMP_DOWN, "max_time"));
    }

    private void cool() {
        span(PlantTags.ARGON_SET, 0, recipe.formula("argon_flow"));
        span(PlantTags.ARGON_FLOW, 0, recipe.formula("argon_flow") * (1 + healthy.margin(Margin.OVERSHOOT)));
        free(PlantTags.ARGON_FLOW);
        span(PlantTags.PRESSURE, 0, now.get(PlantTags.PRESSURE).high());
        span(PlantTags.PRESSURE_WIDE, 0, now.get(PlantTags.PRESSURE_WIDE).high());
        moves(PlantTags.ARGON_VALVE, PlantTags.OFF, "argon shuts", 0);
        span(OXYGEN_SHARE, 0, 1);
        double time = value(PhaseName.COOL, "time");
        scene("foil cools", time, time);
    }

    private void vent() {
        double longest = value(PhaseName.VENT, "max_time");
        scene("waits for a person", 0, EVER);
        moves(PlantTags.GATE, PlantTags.OFF, "V-HV shuts", 0);
        span(GATE_TIME, 0, 0);
        span(PlantTags.PRESSURE_WIDE, 0, AIR_PA);
        span(PlantTags.PRESSURE, 0, MANOMETER_PA);
        any(SWITCH_13_PA);
        scene("target and carrier get cold", 0, value(PhaseName.VENT, "max_wait"));
        any(PlantTags.AT_ATMOSPHERE);
        moves(PlantTags.NITROGEN_VALVE, PlantTags.ON, "V-N2 opens", 0);
        scene("nitrogen comes in slowly", value(PhaseName.VENT, "slow_time"), longest);
        moves(PlantTags.VENT, PlantTags.ON, "V-VENT opens", 0);
        scene("nitrogen fills the chamber", 0, longest);
        is(PlantTags.VENT, "CLOSED");
        any(PlantTags.VENT_OPEN);
        moves(PlantTags.NITROGEN_VALVE, PlantTags.OFF, "vent valves shut", healthy.travel(PlantTags.VENT));
        settled(PlantTags.VENT, PlantTags.OFF);
    }

    private void unload() {
        is(PlantTags.AT_ATMOSPHERE, "YES");
        any(DOOR);
        scene("items are taken out", 0, EVER);
    }

    /** A phase this proof has no scenes for: only what no recipe moves is known. */
    private void notKnown() {
        now.keySet().retainAll(healthy.shows().keySet());
        tied.clear();
        is(PHASE, phase.text());
        scene("not proved", 0, EVER);
    }

    // ------------------------------------------------------------------ what people do

    /** The throttle stands where the last hand has left it: gas finds any pressure. */
    private void leftAnywhere(String why) {
        any(SWITCH_13_PA);
        span(PlantTags.PRESSURE, 0, MANOMETER_PA, why);
        span(REFERENCE, 0, MANOMETER_PA, why);
        span(PlantTags.PRESSURE_WIDE, 0, MANOMETER_PA * healthy.margin(Margin.WIDE_GAUGE), why);
    }

    /**
     * A person with plasma before their eyes turns the throttle until the pressure is right: till then it is near it at
     * best.
     */
    private void handTurns(double lowest, double highest, String why, Runnable burning) {
        byHand.throttle().ifPresent(hand -> {
            double swing = hand.swing().ratio();
            gas(lowest * (1 - swing), highest * (1 + swing), 0, why);
            burning.run();
            scene("a person turns the throttle", 0, seconds(hand.patience()) + seconds(hand.settle()));
            gas(lowest, highest, 0, why);
            burning.run();
        });
    }

    /** The blade may move before the key says so, or the key before the blade: nobody compares the two. */
    private void handMovesShutter(String title) {
        byHand.shutter().ifPresent(hand -> {
            any(PlantTags.SHUTTER);
            any(PlantTags.SHUTTER_OPEN);
            any(PlantTags.SHUTTER_CLOSED);
            scene(title, 0, seconds(hand.countdown()) + seconds(hand.latency()) + seconds(hand.patience()));
        });
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    // ------------------------------------------------------------------ what phases have in common

    private void gateOpens() {
        any(PlantTags.GATE);
        scene("V-HV is told to open", 0, healthy.margin(Margin.LAG));
        any(PlantTags.GATE_OPEN);
        is(PlantTags.GATE_CLOSED, "NO");
        span(PlantTags.FORELINE, 0, AIR_PA);
        span(
                PlantTags.TURBO_SPEED,
                healthy.margin(Margin.BURST_TURBO),
                now.get(PlantTags.TURBO_SPEED).high());
        double burst = healthy.margin(Margin.BURST_OVER);
        span(GATE_TIME, 0, burst);
        scene("V-HV opens", 0, healthy.travel(PlantTags.GATE));
        settled(PlantTags.GATE, PlantTags.ON);
        scene("foreline swallows the burst", 0, burst);
        span(GATE_TIME, 0, LONG_S);
        healthyPumps();
    }

    private void whateverPumps() {
        any(TURBO_DRIVEN);
        span(PlantTags.TURBO_SPEED, 0, 1.1);
        span(PlantTags.FORELINE, 0, AIR_PA);
    }

    private void healthyPumps() {
        for (TagId tag : List.of(TURBO_DRIVEN, PlantTags.TURBO_SPEED, PlantTags.FORELINE)) {
            now.put(tag, healthy.shows().get(tag));
        }
    }

    private void inAir() {
        any(PlantTags.AT_ATMOSPHERE);
        any(SWITCH_13_PA);
        span(PlantTags.PRESSURE_WIDE, 0, AIR_PA);
        span(PlantTags.PRESSURE, 0, MANOMETER_PA);
        span(REFERENCE, 0, MANOMETER_PA);
    }

    private void evacuated(double top, String why) {
        healthyPumps();
        is(PlantTags.AT_ATMOSPHERE, "NO");
        is(SWITCH_13_PA, "NO");
        span(PlantTags.PRESSURE_WIDE, 0, top, why);
        span(PlantTags.PRESSURE, 0, MANOMETER_PA); // shut off, it keeps what it last felt
    }

    /** Process gas: argon at a pressure between two, and what oxygen can add when none of it is taken up. */
    private void gas(double lowest, double highest, double oxygenSccm, String why) {
        double over = Math.max(
                healthy.margin(Margin.OVERSHOOT),
                byHand.throttle().map(hand -> hand.band().ratio()).orElse(0.0));
        double added = 1 + oxygenSccm / recipe.formula("argon_flow");
        double low = lowest * (1 - over);
        double high = highest * (1 + over) * added;
        is(PlantTags.AT_ATMOSPHERE, "NO");
        is(SWITCH_13_PA, "NO");
        free(PlantTags.PRESSURE);
        span(PlantTags.PRESSURE, low, high, why);
        span(REFERENCE, low, high, why);
        span(PlantTags.PRESSURE_WIDE, 0, high * healthy.margin(Margin.WIDE_GAUGE), why);
    }

    /** A flow whose set point has just been given. */
    private void comesIn(TagId set, TagId flow, TagId since, double sccm, String why) {
        free(flow);
        span(set, sccm, sccm, why);
        span(
                flow,
                0,
                sccm * (1 + healthy.margin(Margin.OVERSHOOT)) + tether(flow).amount(),
                why);
        span(since, 0, healthy.margin(Margin.SETTLED_AFTER));
        oxygenShare(recipe.formula("oxygen_flow"));
    }

    private void flow(TagId set, TagId flow, double sccm, String why) {
        double by = tether(flow).share() * sccm + tether(flow).amount();
        span(set, sccm, sccm, why);
        span(flow, Math.max(0, sccm - by), sccm + by, why);
        tie(flow);
    }

    private void oxygenShare(double oxygenSccm) {
        double argon = now.get(PlantTags.ARGON_FLOW).low();
        double oxygen = oxygenSccm * (1 + healthy.margin(Margin.OVERSHOOT));
        span(OXYGEN_SHARE, 0, oxygen <= 0 ? 1 : oxygen / (oxygen + argon), formula("oxygen_flow"));
    }

    private void turns(double rotation) {
        span(PlantTags.ROTATION_SET, rotation, rotation, formula("rotation"));
        span(PlantTags.ROTATION, 0, rotation * (1 + healthy.margin(Margin.OVERSHOOT)) + 1, formula("rotation"));
        tie(PlantTags.ROTATION);
    }

    private void dark(double openCircuitV) {
        is(PlantTags.PLASMA, "OFF");
        span(PlantTags.POWER_SET, 0, 0);
        span(PlantTags.POWER, 0, 1);
        span(PlantTags.CURRENT, 0, DARK_A);
        span(PlantTags.VOLTAGE, 0, Math.max(DARK_V, openCircuitV));
        span(EXPECTED, 0, MOST_A);
        span(VOLTAGE_REFERENCE, 0, 1000);
        free(PlantTags.CURRENT);
        free(PlantTags.VOLTAGE);
        loads(0);
    }

    /** A plasma that has just struck and is not yet at its power. */
    private void grows(double watt, String why) {
        burns(watt, watt, watt, why);
        any(PlantTags.PLASMA);
        free(PlantTags.CURRENT);
        for (TagId tag : List.of(PlantTags.POWER, PlantTags.CURRENT, PlantTags.VOLTAGE)) {
            span(tag, 0, now.get(tag).high(), why);
        }
        span(EXPECTED, 0, MOST_A);
    }

    /** A plasma between two powers on a target in any state. */
    private void burns(double lowW, double highW, double setW, String why) {
        Discharge discharge = tool.discharge();
        double doubt = healthy.margin(Margin.DISCHARGE);
        double lowA = EVER;
        double highA = 0;
        double lowV = EVER;
        double highV = 0;
        for (double watt : new double[] {lowW, highW}) {
            for (double oxide : new double[] {0, 1}) {
                for (double pascal : new double[] {
                    now.get(PlantTags.PRESSURE).low(),
                    now.get(PlantTags.PRESSURE).high()
                }) {
                    lowA = Math.min(lowA, discharge.currentAtPowerA(watt, oxide, pascal));
                    highA = Math.max(highA, discharge.currentAtPowerA(watt, oxide, pascal));
                    lowV = Math.min(lowV, discharge.voltageAtPowerV(watt, oxide, pascal));
                    highV = Math.max(highV, discharge.voltageAtPowerV(watt, oxide, pascal));
                }
            }
        }
        is(PlantTags.PLASMA, "ON");
        settled(PlantTags.ENABLE, PlantTags.ON);
        span(PlantTags.POWER_SET, setW, setW, why);
        span(PlantTags.POWER, lowW * (1 - doubt), highW * (1 + healthy.margin(Margin.OVERSHOOT) / 4), why);
        span(PlantTags.CURRENT, lowA * (1 - doubt), highA * (1 + doubt), why);
        span(PlantTags.VOLTAGE, lowV * (1 - doubt), highV * (1 + doubt), why);
        span(VOLTAGE_REFERENCE, lowV * (1 - doubt), highV * (1 + doubt), why);
        if (lowW == highW) {
            span(EXPECTED, setW / (highV * (1 + doubt)), setW / (lowV * (1 - doubt)), why);
            tie(PlantTags.CURRENT);
        } else {
            span(EXPECTED, 0, MOST_A);
            free(PlantTags.CURRENT);
        }
        loads(highW);
    }

    private void loads(double watt) {
        double hottest = Math.max(watt, recipe.formula("power"));
        healthy.loads().forEach((tag, load) -> span(tag, load.under(hottest), formula("power")));
    }

    /** Whether the oxygen flow keeps the target poisoned whatever drifts. */
    private boolean staysPoisoned() {
        double process = recipe.formula("process_pressure");
        double speed = Gas.throughputPaM3PerS(recipe.formula("argon_flow"), tool.gasTemperatureK()) / process;
        double oxygen = recipe.formula("oxygen_flow");
        return oxygen > 0
                && RateModel.of(tool)
                        .folds(recipe.formula("power"), process, speed)
                        .map(Folds::upSccm)
                        .map(up -> oxygen >= healthy.margin(Margin.GUARD) * up)
                        .orElse(true);
    }

    // ------------------------------------------------------------------ the words of a scene

    /** Adds a scene of the present spans; one that lasts 0 s shares the time of the scene before it. */
    private void scene(String title, double shortest, double longest) {
        double until = Math.min(LONG_S, phaseAtMost + longest);
        span(PHASE_TIME, phaseAtLeast, until);
        scenes.add(new Scene(phase, title, shortest, longest, now, tied, because, tags));
        phaseAtLeast += shortest;
        phaseAtMost = until;
    }

    /** A valve, a shutter or a contactor on its way: command and switches say anything. */
    private void moves(TagId command, double to, String title, double wait) {
        Tag valve = tags.get(command);
        any(command); // what was written is read back later than the switches
        any(valve.confirmedBy().orElseThrow());
        closedSwitch(command).ifPresent(this::any);
        scene(title, 0, healthy.travel(command) + wait);
        settled(command, to);
    }

    private void settled(TagId command, double to) {
        Tag valve = tags.get(command);
        is(command, valve.states().get((int) to));
        is(valve.confirmedBy().orElseThrow(), to == PlantTags.ON ? "YES" : "NO");
        closedSwitch(command).ifPresent(closed -> is(closed, to == PlantTags.ON ? "NO" : "YES"));
    }

    /** The switch at the other end, for what has one. */
    private Optional<TagId> closedSwitch(TagId command) {
        String stem = command.name().substring(0, command.name().lastIndexOf('.'));
        TagId closed = TagId.of(stem + ".is_closed");
        return tags.has(closed) ? Optional.of(closed) : Optional.empty();
    }

    private void is(TagId tag, String... states) {
        List<String> all = tags.get(tag).states();
        long bits = 0;
        for (String state : states) {
            bits |= 1L << all.indexOf(state);
        }
        now.put(tag, Span.ofStates(bits));
    }

    private void any(TagId tag) {
        now.put(tag, Span.ofStates((1L << tags.get(tag).states().size()) - 1));
    }

    private void span(TagId tag, double low, double high, String why) {
        span(tag, Span.of(low, high), why);
    }

    private void span(TagId tag, Span span, String why) {
        now.put(tag, span);
        if (why.isEmpty()) {
            because.remove(tag);
        } else {
            because.put(tag, why);
        }
    }

    private void span(TagId tag, double low, double high) {
        span(tag, low, high, "");
    }

    private void tie(TagId tag) {
        if (tag.equals(PlantTags.PRESSURE) && byHand.throttle().isPresent()) {
            return; // nobody brings the pressure back to its reference but the person, when asked
        }
        HealthyPlant.Following following = healthy.tethers().get(tag);
        if (following != null) {
            tied.put(tag, following);
        }
    }

    private void free(TagId tag) {
        tied.remove(tag);
    }

    private Tether tether(TagId tag) {
        return healthy.tethers().get(tag).tether();
    }

    private double value(PhaseName of, String name) {
        return recipe.parameter(of, name);
    }

    private static String formula(String name) {
        return "formula." + name;
    }

    private static String path(PhaseName of, String name) {
        return "procedure." + of.text() + "." + name;
    }
}
