package org.sputterpilot.sim;

import org.sputterpilot.signals.Quality;

/**
 * What the instruments say of the tool: with their errors, ranges, lag and noise. Noise is drawn ten times a second of
 * plant time, so that a faster reader does not see a noisier tool.
 */
final class Instruments {
    private static final double SCAN_S = 0.1;
    private static final double MANOMETER_RANGE_PA = 13.3;
    private static final double MANOMETER_LAG_S = 0.02;
    private static final double MANOMETER_NOISE_PA = 0.2e-3;
    private static final double DRIFT_PA_PER_S = 1e-3;
    private static final double PIRANI_END_PA = 0.05;
    private static final double ION_ABOVE_PA = 10;
    private static final int NOISES = 16;

    private final Hardware tool;
    private final PlcDuties plc;
    final double[] value = new double[Point.values().length];
    final Quality[] quality = new Quality[Point.values().length];
    /** What a test source says in place of an instrument; not a number where none is connected. */
    final double[] instead = new double[Point.values().length];

    private final double[] noise = new double[NOISES];
    private double scanInS;
    private double manometerPa;
    private double driftPa;
    private double ionOnS;
    private double crystalHz;
    private boolean wasLit;

    Instruments(Hardware tool, PlcDuties plc) {
        this.tool = tool;
        this.plc = plc;
        java.util.Arrays.fill(quality, Quality.GOOD);
        java.util.Arrays.fill(instead, Double.NaN);
        manometerPa = MANOMETER_RANGE_PA;
        roll();
    }

    /** What the process gauge would say, and what the throttle's own loop believes. */
    double manometerPa() {
        return Math.max(0, Math.min(MANOMETER_RANGE_PA, manometerPa + noise[0] * MANOMETER_NOISE_PA));
    }

    void step(double seconds) {
        double total = tool.totalPa();
        driftPa = tool.is(Faults.Kind.GAUGE_DRIFT) ? driftPa + DRIFT_PA_PER_S * seconds : 0;
        if (!tool.vacuum.manometer.isClosed()) {
            double seen = total * tool.truth.manometerGain + tool.truth.manometerZeroPa + driftPa;
            manometerPa = seen + (manometerPa - seen) * Math.exp(-seconds / MANOMETER_LAG_S);
        }
        boolean burns = tool.asks(Point.VACUUM_ION_GAUGE_ON) && total < ION_ABOVE_PA;
        ionOnS = burns ? ionOnS + seconds : 0;
        if (tool.supply.lit && !wasLit) {
            tool.growth.shock(tool.chance);
        }
        wasLit = tool.supply.lit;
        scanInS -= seconds;
        if (scanInS <= 1e-9) {
            scanInS = SCAN_S;
            roll();
        }
    }

    private void roll() {
        for (int i = 0; i < NOISES; i++) {
            noise[i] = tool.chance.bell();
        }
        crystalHz = tool.growth.crystalHz(tool.chance);
    }

    private void put(Point point, double base) {
        value[point.ordinal()] = base;
    }

    private void put(Point point, boolean yes) {
        value[point.ordinal()] = yes ? 1 : 0;
    }

    private void rate(Point point, Quality how) {
        quality[point.ordinal()] = how;
    }

    /** Reads everything off. */
    void read() {
        for (Point point : POINTS) {
            if (point.command) {
                value[point.ordinal()] = tool.command[point.ordinal()];
            }
        }
        gauges();
        vessel();
        cathode();
        rest();
        for (int i = 0; i < instead.length; i++) {
            if (!Double.isNaN(instead[i])) {
                value[i] = instead[i];
                quality[i] = Quality.GOOD;
            }
        }
    }

    private static final Point[] POINTS = Point.values();

    private void gauges() {
        double total = tool.totalPa();
        if (tool.is(Faults.Kind.GAUGE_BAD)) {
            put(Point.CHAMBER_PRESSURE, Double.NaN);
            rate(Point.CHAMBER_PRESSURE, Quality.BAD);
        } else {
            put(Point.CHAMBER_PRESSURE, manometerPa());
            boolean sure = manometerPa < MANOMETER_RANGE_PA && tool.vacuum.manometer.isOpen();
            rate(Point.CHAMBER_PRESSURE, sure ? Quality.GOOD : Quality.UNCERTAIN);
        }
        put(Point.CHAMBER_PRESSURE_WIDE, wide(total));
        put(Point.CHAMBER_PRESSURE_SWITCH, total > 13);
        put(Point.CHAMBER_OVERPRESSURE, total > 108_000);
        put(Point.CHAMBER_AT_ATMOSPHERE, total >= tool.room.roomPa - 500);
        put(Point.VACUUM_FORELINE_PRESSURE, tool.vacuum.forelinePa * tool.truth.foreFactor * (1 + 0.01 * noise[1]));
        put(Point.VACUUM_ION_GAUGE_IS_ON, ionOnS > 0.5);
    }

    private double wide(double total) {
        double factor = tool.truth.wideFactor;
        double air = tool.vacuum.airPa + tool.target.oxygenPa();
        rate(Point.CHAMBER_PRESSURE_WIDE, Quality.GOOD);
        if (total > 100) {
            double near = 1 + (factor - 1) * 100 / total;
            return total * near * (1 + 0.002 * noise[2]);
        }
        if (total > 2 * PIRANI_END_PA || ionOnS <= 0.5) {
            double shown = (air + 0.6 * tool.vacuum.argonPa) * factor * (1 + 0.01 * noise[2]);
            if (shown < PIRANI_END_PA) {
                rate(Point.CHAMBER_PRESSURE_WIDE, Quality.UNCERTAIN);
                return PIRANI_END_PA;
            }
            return shown;
        }
        return (air + 1.29 * tool.vacuum.argonPa) * factor * (1 + 0.01 * noise[2]);
    }

    private void vessel() {
        VacuumSystem vacuum = tool.vacuum;
        boolean lies = tool.is(Faults.Kind.WRONG_VALVE_SWITCH);
        put(Point.VACUUM_GATE_IS_OPEN, vacuum.gate.isOpen() != lies);
        put(Point.VACUUM_GATE_IS_CLOSED, vacuum.gate.isClosed());
        put(Point.VACUUM_ROUGH_VALVE_IS_OPEN, !vacuum.rough.isClosed());
        put(Point.VACUUM_FORE_VALVE_IS_OPEN, !vacuum.fore.isClosed());
        put(Point.VACUUM_VENT_VALVE_IS_OPEN, !vacuum.vent.isClosed());
        put(Point.VACUUM_MANOMETER_VALVE_IS_OPEN, !vacuum.manometer.isClosed());
        put(Point.VACUUM_BACKING_PUMP_IS_RUNNING, vacuum.backingRuns);
        put(Point.VACUUM_TURBO_IS_RUNNING, vacuum.turboDriven);
        put(Point.VACUUM_TURBO_SPEED, vacuum.turboSpeed);
        put(Point.VACUUM_PUMP_OXYGEN_RATED, tool.room.oxygenRated);
        put(Point.CHAMBER_THROTTLE_MODE, tool.throttle.pressureMode());
        put(Point.CHAMBER_THROTTLE_POSITION, Math.max(0, Math.min(1, vacuum.throttle + 1e-4 * noise[3])));
        put(Point.GAS_ARGON_FLOW, flow(tool.argon, noise[4]));
        put(Point.GAS_OXYGEN_FLOW, flow(tool.oxygen, noise[5]));
        put(Point.GAS_ARGON_VALVE_IS_OPEN, !tool.argonValve.isClosed());
        put(Point.GAS_OXYGEN_VALVE_IS_OPEN, !tool.oxygenValve.isClosed());
        put(Point.GAS_NITROGEN_VALVE_IS_OPEN, !vacuum.nitrogen.isClosed());
        put(Point.GAS_ARGON_SUPPLY_PRESSURE, tool.room.argonSupplyPa);
        put(Point.GAS_OXYGEN_SUPPLY_PRESSURE, tool.is(Faults.Kind.OXYGEN_LOSS) ? 0 : tool.room.oxygenSupplyPa);
        put(Point.GAS_NITROGEN_SUPPLY_PRESSURE, tool.room.nitrogenSupplyPa);
    }

    private static double flow(FlowController controller, double noise) {
        return controller.shownSccm == 0 ? 0 : Math.max(0, controller.shownSccm + controller.noiseSccm() * noise);
    }

    private void cathode() {
        PowerSupply supply = tool.supply;
        double watt = supply.deliveredW / (1 + tool.truth.supplyError);
        double volt = supply.lit ? tool.target.voltageV * (1 + 0.0005 * noise[6]) : supply.openV();
        put(Point.CATHODE_IS_ENABLED, supply.enabled);
        put(Point.CATHODE_POWER, watt);
        put(Point.CATHODE_VOLTAGE, volt < 1 ? 0 : volt);
        put(Point.CATHODE_CURRENT, supply.lit ? tool.target.currentA * (1 + 0.001 * noise[7]) : 0);
        put(Point.CATHODE_ARC_RATE, supply.arcsPerS());
        put(Point.CATHODE_HARD_ARCS, supply.hardArcs());
        put(Point.CATHODE_ENERGY, supply.energyJ);
        put(Point.CATHODE_SUPPLY_FAULT, supply.fault);
        put(Point.CATHODE_COVER_CLOSED, tool.room.coverClosed);
        put(Point.CATHODE_REFLECTED, tool.room.reflected);
        put(Point.SAFETY_HV_CONTACTOR, plc.contactorClosed());
        Growth growth = tool.growth;
        put(Point.SHUTTER_IS_OPEN, growth.shutter.isOpen());
        put(Point.SHUTTER_IS_CLOSED, growth.shutter.isClosed());
        put(Point.QCM_SHUTTER_IS_OPEN, growth.crystalShutter.isOpen());
        boolean dead = tool.is(Faults.Kind.CRYSTAL_DEATH);
        put(Point.QCM_CRYSTAL_OK, !dead);
        put(Point.QCM_FREQUENCY, dead ? 0 : crystalHz);
        rate(Point.QCM_FREQUENCY, dead ? Quality.BAD : Quality.GOOD);
        put(Point.SUBSTRATE_ROTATION, growth.rotationHz < 1e-4 ? 0 : growth.rotationHz * (1 + 0.002 * noise[8]));
        put(Point.SUBSTRATE_CARRIER_TEMPERATURE, tool.warmth.carrierK + 0.05 * noise[9]);
    }

    private void rest() {
        Warmth warmth = tool.warmth;
        Surroundings room = tool.room;
        put(Point.COOLING_FLOW, Math.max(0, warmth.flowM3PerS * (1 + 0.005 * noise[10])));
        put(Point.COOLING_INLET_TEMPERATURE, warmth.inletK() + 0.05 * noise[11]);
        put(Point.COOLING_OUTLET_TEMPERATURE, warmth.outletK + 0.05 * noise[12]);
        put(Point.COOLING_LEAK, room.waterLeak);
        put(Point.COOLING_VALVE_IS_OPEN, !warmth.water.isClosed());
        put(Point.SAFETY_ESTOP_OK, room.estopOk);
        put(Point.DOOR_IS_CLOSED, tool.doorClosed());
        put(Point.SAFETY_EXHAUST_OK, room.exhaustOk);
        put(Point.SAFETY_ROOM_OXYGEN, room.roomOxygen + 0.0003 * noise[13]);
        put(Point.UTILITY_AIR_PRESSURE, room.airPa + 1500 * noise[14]);
        put(Point.UTILITY_UPS_ON_BATTERY, room.onBattery || !tool.mainsOk());
        put(Point.UTILITY_MAINS_OK, tool.mainsOk());
        put(Point.ROOM_PRESSURE, room.roomPa);
        put(Point.ROOM_HUMIDITY, room.humidity + 0.001 * noise[15]);
        put(Point.PLC_WATCHDOG_OK, plc.watchdogOk());
        put(Point.PLC_TRIPPED, plc.tripped());
        put(Point.PLC_FIRST_OUT, plc.firstOut());
    }

    void keep(Ledger ledger) {
        ledger.keep("gauge.noise", noise);
        scanInS = ledger.keep("gauge.scan", scanInS);
        manometerPa = ledger.keep("gauge.manometer", manometerPa);
        driftPa = ledger.keep("gauge.drift", driftPa);
        ionOnS = ledger.keep("gauge.ion", ionOnS);
        crystalHz = ledger.keep("gauge.crystal", crystalHz);
        wasLit = ledger.keep("gauge.was_lit", wasLit);
    }
}
