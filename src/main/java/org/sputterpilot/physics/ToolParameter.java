package org.sputterpilot.physics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sputterpilot.units.Dimension;

/**
 * The numbers the rate model and the live estimate need, one line each: their key in a plant file, their dimension and
 * the value of the reference tool, which tests use. The product reads them from {@code equipment/calibrations} and
 * {@code recipes/materials}.
 */
public enum ToolParameter {
    TARGET_RADIUS(Home.TOOL, Dimension.LENGTH, 0.0381),
    RACETRACK_MEAN(Home.TOOL, Dimension.FRACTION, 0.512),
    RACETRACK_SIGMA(Home.TOOL, Dimension.FRACTION, 0.100),
    PARTICIPATION_AREA(Home.TOOL, Dimension.AREA, 18.8e-4),
    COLLECTING_AREA(Home.TOOL, Dimension.AREA, 0.15),
    THROW_DISTANCE(Home.TOOL, Dimension.LENGTH, 0.080),
    HOLDER_OFFSET(Home.TOOL, Dimension.LENGTH, 0.065),
    PUMPING_SPEED(Home.TOOL, Dimension.VOLUME_FLOW, 0.075),
    CHAMBER_VOLUME(Home.TOOL, Dimension.VOLUME, 0.030),
    GAS_TEMPERATURE(Home.TOOL, Dimension.TEMPERATURE, 300),
    IONISED_OXYGEN(Home.TOOL, Dimension.FRACTION, 1),
    VOLTAGE_0(Home.TOOL, Dimension.VOLTAGE, 350),
    CURRENT_0(Home.TOOL, Dimension.CURRENT, 0.5),
    PRESSURE_0(Home.TOOL, Dimension.PRESSURE, 0.5),
    CURRENT_EXPONENT(Home.TOOL, Dimension.NUMBER, 7),
    PRESSURE_EXPONENT(Home.TOOL, Dimension.NUMBER, 0.08),
    KAPPA(Home.TOOL, Dimension.NUMBER, 1.30),
    ION_ENERGY_SHARE(Home.TOOL, Dimension.FRACTION, 0.75),
    ELECTRON_YIELD(Home.TOOL, Dimension.NUMBER, 0.10),
    TRANSPORT_EXPONENT(Home.TOOL, Dimension.NUMBER, 1),
    /** Power law of the measured rate less that of the model. */
    POWER_EXCESS(Home.TOOL, Dimension.NUMBER, 0),
    /** Power at which that excess changes nothing. */
    POWER_REFERENCE(Home.TOOL, Dimension.POWER, 150),
    CALIBRATION(Home.TOOL, Dimension.FRACTION, 1),
    EROSION_RATE_LOSS(Home.TOOL, Dimension.FRACTION, 0.15),
    EROSION_VOLTAGE_LOSS(Home.TOOL, Dimension.FRACTION, 0.10),
    GROOVE_DEPTH(Home.TOOL, Dimension.LENGTH, 0.005),
    GROOVE_UTILISATION(Home.TOOL, Dimension.FRACTION, 0.277),
    SHUTTER_LEAKAGE(Home.TOOL, Dimension.FRACTION, 0.003),
    /** One sigma of {@link #SHUTTER_LEAKAGE}. */
    SHUTTER_LEAKAGE_SIGMA(Home.TOOL, Dimension.FRACTION, 0.001),

    /** One sigma of the logarithm of the rate from run to run of a calibrated tool. */
    RUN_TO_RUN_SIGMA(Home.TOOL, Dimension.FRACTION, 0.015),
    /** One sigma of the delivered power, relative, that the supply itself does not see. */
    POWER_SIGMA(Home.TOOL, Dimension.FRACTION, 0.005),
    /** One sigma of the throw from one loading to the next. */
    THROW_SIGMA(Home.TOOL, Dimension.LENGTH, 0.3e-3),
    /** One sigma of the pumping speed for oxygen, relative. */
    PUMPING_SIGMA(Home.TOOL, Dimension.FRACTION, 0.02),
    /** One sigma of a gas flow, relative, that its controller does not see. */
    FLOW_SIGMA(Home.TOOL, Dimension.FRACTION, 0.01),
    /** {@link #CALIBRATION} of a tool nobody has measured, median. */
    UNKNOWN_TOOL_CALIBRATION(Home.TOOL, Dimension.FRACTION, 0.65),
    /** One sigma of its logarithm. */
    UNKNOWN_TOOL_SIGMA(Home.TOOL, Dimension.FRACTION, 0.40),
    /** What the rate wanders within a run, relative, per square root of a second. */
    RATE_WALK(Home.TOOL, Dimension.FRACTION, 2e-4),
    /** What the film wanders beside its rate, per square root of a second. */
    FILM_WALK(Home.TOOL, Dimension.LENGTH, 1e-12),
    /** Film on the foil over film on the crystal. */
    CRYSTAL_TOOLING(Home.TOOL, Dimension.FRACTION, 1),
    /** One sigma of {@link #CRYSTAL_TOOLING}. */
    CRYSTAL_TOOLING_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    /** Frequency of the bare crystal. */
    CRYSTAL_FREQUENCY(Home.TOOL, Dimension.FREQUENCY, 6e6),
    /** One sigma of one crystal reading of a second, as film. */
    CRYSTAL_NOISE(Home.TOOL, Dimension.LENGTH, 0.05e-9),
    /** One sigma of the crystal's zero, as film. */
    CRYSTAL_ZERO_SIGMA(Home.TOOL, Dimension.LENGTH, 0.5e-9),
    /** What that zero wanders, per square root of a second. */
    CRYSTAL_ZERO_WALK(Home.TOOL, Dimension.LENGTH, 2e-12),
    /** Shutter open for this long: the first heat shock of the crystal is over, it is zeroed and shown. */
    CRYSTAL_ZERO_TIME(Home.TOOL, Dimension.TIME, 10),
    /** Shutter open for this long: the rest of the heat shock is over, the crystal is believed. */
    CRYSTAL_TRUST_TIME(Home.TOOL, Dimension.TIME, 180),
    /** A reading further from its forecast than so many sigmas is a fault of the crystal, not news of the film. */
    CRYSTAL_GATE(Home.TOOL, Dimension.NUMBER, 6),
    /** What is not known of the rate while the target changes, over the change. */
    TRANSITION_DOUBT(Home.TOOL, Dimension.FRACTION, 0.5),
    /** One sigma of the rate, relative, while an instrument the model needs is silent. */
    BLIND_RATE_SIGMA(Home.TOOL, Dimension.FRACTION, 0.10),

    /** One sigma of the tooling from run to run: the crystal does not move. */
    TOOLING_WALK(Home.TOOL, Dimension.FRACTION, 0.005),
    /** The crystal's own error over a film, of the logarithm: heat and the zero. */
    CRYSTAL_RUN_SIGMA(Home.TOOL, Dimension.FRACTION, 0.01),
    /** A measured film so many sigmas off its forecast is held, not learned. */
    LEARNING_GATE(Home.TOOL, Dimension.NUMBER, 3.5),
    /** Two runs in a row this many sigmas off in the same direction are a tool that has changed. */
    LEARNING_SURPRISE(Home.TOOL, Dimension.NUMBER, 2.5),
    /** Idle for longer, the walls have changed. */
    LONGEST_REST(Home.TOOL, Dimension.TIME, 7 * 86_400),
    /** How far the rate may have moved by then, one sigma of its logarithm. */
    REST_RATE_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    /** Door open for longer, the walls have changed. */
    LONG_VENT_TIME(Home.TOOL, Dimension.TIME, 2 * 3600),
    /** Most change of deposition time from one calibration to the next, once the tool is known. */
    LARGEST_STEP(Home.TOOL, Dimension.FRACTION, 0.15),
    /** Runs that must have been measured before steps are limited. */
    FREE_RUNS(Home.TOOL, Dimension.NUMBER, 3),
    /** Drift per run beyond which the filter alone lags too far behind. */
    DRIFT_PER_RUN(Home.TOOL, Dimension.FRACTION, 0.01),
    /** Measured runs a drift is looked for in, the last ones. */
    DRIFT_WINDOW(Home.TOOL, Dimension.NUMBER, 8),
    /** Fewest measured runs a drift is told from. */
    DRIFT_LEAST_RUNS(Home.TOOL, Dimension.NUMBER, 5),
    /** A slope so many sigmas off chance is a drift. */
    DRIFT_SIGMAS(Home.TOOL, Dimension.NUMBER, 2.5),
    /** Weight of the newest slope in the moving average that follows a drift. */
    DRIFT_WEIGHT(Home.TOOL, Dimension.FRACTION, 0.3),
    /** Film on a silicon witness over film on the zinc foil beside it. */
    WITNESS_RATIO(Home.TOOL, Dimension.FRACTION, 1),
    /** One sigma of its logarithm before both were measured in one run. */
    WITNESS_RATIO_SIGMA(Home.TOOL, Dimension.FRACTION, 0.01),
    /** How far rate and tooling may have moved by work on the tool, one sigma of their logarithms. */
    TARGET_CHANGE_RATE_SIGMA(Home.TOOL, Dimension.FRACTION, 0.1),
    TARGET_CHANGE_TOOLING_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    SHIELD_CHANGE_RATE_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    SHIELD_CHANGE_TOOLING_SIGMA(Home.TOOL, Dimension.FRACTION, 0),
    WET_CLEAN_RATE_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    WET_CLEAN_TOOLING_SIGMA(Home.TOOL, Dimension.FRACTION, 0),
    HOLDER_CHANGE_RATE_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    HOLDER_CHANGE_TOOLING_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    LONG_VENT_RATE_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    LONG_VENT_TOOLING_SIGMA(Home.TOOL, Dimension.FRACTION, 0),
    CRYSTAL_CHANGE_RATE_SIGMA(Home.TOOL, Dimension.FRACTION, 0),
    CRYSTAL_CHANGE_TOOLING_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    UNEXPLAINED_RATE_SIGMA(Home.TOOL, Dimension.FRACTION, 0.1),
    UNEXPLAINED_TOOLING_SIGMA(Home.TOOL, Dimension.FRACTION, 0.1),

    /** Share of the expected oxygen pressure above which the target no longer takes oxygen up: poisoned. */
    POISONED_SHARE(Home.TOOL, Dimension.FRACTION, 0.6),
    /** Share of the expected oxygen pressure below which the target is metal. */
    METALLIC_SHARE(Home.TOOL, Dimension.FRACTION, 0.25),
    /** One sigma of that share as the pressure tells it. */
    PRESSURE_TELLS_SIGMA(Home.TOOL, Dimension.FRACTION, 0.06),
    /** One sigma of a steady target's voltage, relative: noise, warmth, arcs. */
    VOLTAGE_TELLS_SIGMA(Home.TOOL, Dimension.FRACTION, 0.005),

    /** What the backing pump takes out of the chamber above the cross-over. */
    ROUGHING_SPEED(Home.TOOL, Dimension.VOLUME_FLOW, 0.004),
    /** What the turbo pump takes out of the chamber through the open throttle. */
    HIGH_VACUUM_SPEED(Home.TOOL, Dimension.VOLUME_FLOW, 0.175),
    /** What walls and seals give off after one hour of pumping; falls as one over the time. */
    WALL_GAS_LOAD(Home.TOOL, Dimension.LEAK_RATE, 5.3e-5),
    /** One sigma of its logarithm from one loading to the next: how long the door stood open, and how humid it was. */
    WALL_GAS_LOAD_SIGMA(Home.TOOL, Dimension.FRACTION, 0.15),
    /** One sigma of the logarithm of {@link #METAL_YIELD_SCALE} before a sweep. */
    METAL_YIELD_SIGMA(Home.TOOL, Dimension.FRACTION, 0.30),
    /** One sigma of the logarithm of {@link #OXIDE_YIELD_AT_300_EV} before a sweep. */
    OXIDE_YIELD_SIGMA(Home.TOOL, Dimension.FRACTION, 0.40),
    /** One sigma of the logarithm of film sticking times {@link #COLLECTING_AREA} before a sweep. */
    COLLECTING_AREA_SIGMA(Home.TOOL, Dimension.FRACTION, 0.50),
    /** One sigma of the logarithm of the pumping speed for oxygen, from the argon that was seen. */
    PUMPING_SPEED_SIGMA(Home.TOOL, Dimension.FRACTION, 0.03),
    /** One sigma of {@link #KAPPA} around 1 before a sweep: either sign. */
    KAPPA_SIGMA(Home.TOOL, Dimension.NUMBER, 0.4),
    /** One sigma of the logarithm of {@link #TARGET_SKIN} before a sweep. */
    TARGET_SKIN_SIGMA(Home.TOOL, Dimension.FRACTION, 0.60),
    /** One sigma of the logarithm of {@link #VOLTAGE_0} before a sweep. */
    VOLTAGE_0_SIGMA(Home.TOOL, Dimension.FRACTION, 0.10),
    /** One sigma of the power in the plasma over the power shown, relative. */
    SUPPLY_SIGMA(Home.TOOL, Dimension.FRACTION, 0.005),
    /** One sigma of the oxygen that flows over the oxygen shown, relative. */
    OXYGEN_FLOW_SIGMA(Home.TOOL, Dimension.FRACTION, 0.01),
    /** One sigma of {@link #TRANSPORT_EXPONENT} before a rate grid. */
    TRANSPORT_EXPONENT_SIGMA(Home.TOOL, Dimension.NUMBER, 0.5),
    /** One sigma of {@link #POWER_EXCESS} before a rate grid. */
    POWER_EXCESS_SIGMA(Home.TOOL, Dimension.NUMBER, 0.3),
    /** One sigma of a step of a rate grid, relative: the rate wanders, the crystal warms. */
    GRID_STEP_SIGMA(Home.TOOL, Dimension.FRACTION, 0.005),

    /** Heat on the foil per watt of cathode power with the shutter open, W/m² per W. */
    FOIL_HEAT(Home.TOOL, Dimension.NUMBER, 200.0 / 150),
    /** Heat from foil to carrier through the clamp, W/m² per K. */
    FOIL_CLAMP(Home.TOOL, Dimension.NUMBER, 50),
    /** Heat the foil takes up, J/m² per K. */
    FOIL_HEAT_CAPACITY(Home.TOOL, Dimension.NUMBER, 277),

    TARGET_STICKING(Home.MATERIAL, Dimension.FRACTION, 1),
    FILM_STICKING(Home.MATERIAL, Dimension.FRACTION, 1),
    OXYGEN_PER_TITANIUM(Home.MATERIAL, Dimension.NUMBER, 2),
    TARGET_SKIN(Home.MATERIAL, Dimension.NUMBER, 1.5e20),
    FILM_LAYER(Home.MATERIAL, Dimension.NUMBER, 1.0e19),
    /** Titanium atoms per ion over what the yield formula says. */
    METAL_YIELD_SCALE(Home.MATERIAL, Dimension.FRACTION, 1),
    OXIDE_YIELD_AT_300_EV(Home.MATERIAL, Dimension.NUMBER, 0.03),
    FILM_DENSITY(Home.MATERIAL, Dimension.DENSITY, 3800),
    METAL_DENSITY(Home.MATERIAL, Dimension.DENSITY, 4506),
    EMISSION_EXPONENT(Home.MATERIAL, Dimension.NUMBER, 1),
    /** Pressure times distance over which half-stopped atoms forget where they came from, in Pa m. */
    STOPPING_PRESSURE_DISTANCE(Home.MATERIAL, Dimension.NUMBER, 0.070),
    /** Acoustic impedance ratio of quartz to film, for the crystal. */
    ACOUSTIC_RATIO(Home.MATERIAL, Dimension.NUMBER, 0.40);

    /** Which plant file says it. */
    public enum Home {
        /** {@code equipment/calibrations}: true of this tool. */
        TOOL,
        /** {@code recipes/materials}: true of this film and target. */
        MATERIAL
    }

    private final Home home;
    private final Dimension dimension;
    private final double reference;

    ToolParameter(Home home, Dimension dimension, double reference) {
        this.home = home;
        this.dimension = dimension;
        this.reference = reference;
    }

    /** The key in the plant file, for example {@code throw_distance}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The number of a key. */
    public static Optional<ToolParameter> of(String key) {
        return Arrays.stream(values()).filter(p -> p.key().equals(key)).findFirst();
    }

    public Home home() {
        return home;
    }

    /** What the number measures; a {@link Dimension#NUMBER} is written without a unit. */
    public Dimension dimension() {
        return dimension;
    }

    /** Value of the reference tool, base unit. */
    public double reference() {
        return reference;
    }
}
