package org.sputterpilot.sim;

import java.util.EnumMap;

/** The parts of one virtual tool and the command registers of its PLC. */
final class Hardware {
    private static final double INRUSH_PA_M3_PER_S = 20;
    private static final double LEAK_PA_M3_PER_S = 2e-4;
    private static final double STUCK_SHARE = 0.8;
    private static final double JUMP_SHARE = 0.05;
    private static final double ROTATION_LAG_S = 1.5;
    private static final double AIRED_PA = 100;
    private static final Point[] DROPS_WITH_THE_MAINS = {
        Point.VACUUM_BACKING_PUMP_RUN,
        Point.VACUUM_TURBO_RUN,
        Point.CATHODE_ENABLE,
        Point.CATHODE_HV_PERMIT,
        Point.VACUUM_ROUGH_VALVE_OPEN,
        Point.VACUUM_FORE_VALVE_OPEN,
        Point.VACUUM_GATE_OPEN,
        Point.GAS_ARGON_VALVE_OPEN,
        Point.GAS_OXYGEN_VALVE_OPEN,
        Point.GAS_NITROGEN_VALVE_OPEN,
        Point.VACUUM_VENT_VALVE_OPEN,
        Point.SHUTTER_OPEN
    };

    final ChamberTruth truth;
    final Chance chance;
    final Faults faults = new Faults();
    final Surroundings room;
    final VacuumSystem vacuum;
    final ThrottleLoop throttle = new ThrottleLoop();
    final FlowController argon;
    final FlowController oxygen;
    final Valve argonValve = new Valve("argon", 0.2, false);
    final Valve oxygenValve = new Valve("oxygen", 0.2, false);
    final PowerSupply supply = new PowerSupply();
    final SputterTarget target;
    final Growth growth;
    final Warmth warmth;
    /** What was last written to each command, in base units. */
    final double[] command = new double[Point.values().length];

    private double stuckAtSccm = Double.NaN;

    Hardware(ChamberTruth truth) {
        this.truth = truth;
        chance = new Chance(truth.dice);
        room = new Surroundings(truth);
        vacuum = new VacuumSystem(truth);
        argon = new FlowController("argon", 50, truth.argonError);
        oxygen = new FlowController("oxygen", 10, truth.oxygenError);
        target = new SputterTarget(truth);
        growth = new Growth(truth);
        warmth = new Warmth(truth);
        EnumMap<Point, Double> found = new EnumMap<>(Point.class);
        found.put(Point.CATHODE_RAMP_SET, 5.0);
        found.put(Point.CATHODE_FREQUENCY_SET, 100e3);
        found.put(Point.CATHODE_REVERSE_SET, 3e-6);
        found.put(Point.CHAMBER_THROTTLE_POSITION_SET, 1.0);
        found.put(Point.CHAMBER_THROTTLE_PRESSURE_SET, 0.5);
        found.put(Point.VACUUM_FORE_VALVE_OPEN, 1.0);
        found.put(Point.VACUUM_BACKING_PUMP_RUN, 1.0);
        found.put(Point.VACUUM_TURBO_RUN, 1.0);
        found.put(Point.VACUUM_MANOMETER_VALVE_OPEN, 1.0);
        found.put(Point.COOLING_VALVE_OPEN, 1.0);
        found.forEach((point, value) -> command[point.ordinal()] = value);
    }

    double asked(Point point) {
        return command[point.ordinal()];
    }

    boolean asks(Point point) {
        return command[point.ordinal()] != 0;
    }

    double totalPa() {
        return vacuum.totalPa(target.oxygenPa());
    }

    boolean is(Faults.Kind kind) {
        return faults.is(kind);
    }

    boolean doorClosed() {
        return room.doorClosed && !is(Faults.Kind.DOOR_OPEN);
    }

    boolean mainsOk() {
        return room.mainsOk && !is(Faults.Kind.POWER_DIP);
    }

    /** One step of everything that moves, flows or burns. */
    void step(PlcDuties plc, double gaugePa, double seconds) {
        powerFailure();
        drives(plc, gaugePa, seconds);
        gas(seconds);
        plasma(plc, seconds);
    }

    private void powerFailure() {
        if (!mainsOk()) {
            for (Point point : DROPS_WITH_THE_MAINS) {
                command[point.ordinal()] = 0;
            }
        }
    }

    private void drives(PlcDuties plc, double gaugePa, double seconds) {
        vacuum.backingRuns = plc.drives(Point.VACUUM_BACKING_PUMP_RUN) && !is(Faults.Kind.PUMP_STOP);
        vacuum.turboDriven = plc.drives(Point.VACUUM_TURBO_RUN);
        vacuum.gate.move(plc.drives(Point.VACUUM_GATE_OPEN), seconds);
        vacuum.rough.move(plc.drives(Point.VACUUM_ROUGH_VALVE_OPEN), seconds);
        vacuum.fore.move(plc.drives(Point.VACUUM_FORE_VALVE_OPEN), seconds);
        vacuum.vent.move(plc.drives(Point.VACUUM_VENT_VALVE_OPEN), seconds);
        vacuum.nitrogen.move(plc.drives(Point.GAS_NITROGEN_VALVE_OPEN), seconds);
        vacuum.manometer.move(plc.drives(Point.VACUUM_MANOMETER_VALVE_OPEN), seconds);
        argonValve.move(plc.drives(Point.GAS_ARGON_VALVE_OPEN), seconds);
        oxygenValve.move(plc.drives(Point.GAS_OXYGEN_VALVE_OPEN), seconds);
        warmth.water.move(plc.drives(Point.COOLING_VALVE_OPEN), seconds);
        if (!is(Faults.Kind.SHUTTER_STUCK)) {
            growth.shutter.move(plc.drives(Point.SHUTTER_OPEN), seconds);
        }
        boolean crystalWasClosed = growth.crystalShutter.isClosed();
        growth.crystalShutter.move(plc.drives(Point.QCM_SHUTTER_OPEN), seconds);
        if (crystalWasClosed && !growth.crystalShutter.isClosed() && supply.lit) {
            growth.shock(chance);
        }
        double towards = is(Faults.Kind.ROTATION_STOP) ? 0 : asked(Point.SUBSTRATE_ROTATION_SET);
        growth.rotationHz = towards + (growth.rotationHz - towards) * Math.exp(-seconds / ROTATION_LAG_S);
        vacuum.moveThrottle(
                throttle.towards(
                        asks(Point.CHAMBER_THROTTLE_MODE_SET),
                        asked(Point.CHAMBER_THROTTLE_PRESSURE_SET),
                        asked(Point.CHAMBER_THROTTLE_POSITION_SET),
                        gaugePa,
                        vacuum.throttle,
                        seconds),
                seconds);
    }

    private void gas(double seconds) {
        argon.step(asked(Point.GAS_ARGON_FLOW_SET), argonValve.position, room.argonSupplyPa, seconds);
        if (is(Faults.Kind.MFC_STUCK)) {
            if (Double.isNaN(stuckAtSccm)) {
                stuckAtSccm = STUCK_SHARE * argon.shownSccm;
            }
            argon.stuckAt(stuckAtSccm);
        } else {
            stuckAtSccm = Double.NaN;
        }
        double bottle = is(Faults.Kind.OXYGEN_LOSS) ? 0 : room.oxygenSupplyPa;
        oxygen.step(asked(Point.GAS_OXYGEN_FLOW_SET), oxygenValve.position, bottle, seconds);
        double inrush =
                (is(Faults.Kind.LEAK) ? LEAK_PA_M3_PER_S : 0) + (is(Faults.Kind.AIR_INRUSH) ? INRUSH_PA_M3_PER_S : 0);
        vacuum.step(
                target.oxygenPa(),
                argon.trueSccm() * argonValve.position,
                inrush,
                Math.min(1, room.nitrogenSupplyPa / 100_000),
                room.roomPa,
                seconds);
    }

    private void plasma(PlcDuties plc, double seconds) {
        supply.fault |= is(Faults.Kind.SUPPLY_FAULT);
        supply.step(
                asks(Point.CATHODE_ENABLE),
                plc.contactorClosed(),
                asked(Point.CATHODE_POWER_SET),
                asked(Point.CATHODE_RAMP_SET),
                totalPa(),
                !is(Faults.Kind.NO_IGNITION),
                truth.supplyError,
                chance,
                seconds);
        double share = is(Faults.Kind.MODE_JUMP) ? JUMP_SHARE : 1;
        target.step(
                supply.deliveredW,
                vacuum.argonPa,
                oxygen.trueSccm() * oxygenValve.position * share,
                vacuum.outletM3PerS() * (1 + truth.oxygenPumping),
                seconds);
        if (vacuum.airPa > AIRED_PA) {
            target.aired();
        }
        supply.guard(target.voltageV, target.currentA);
        boolean pulsed = asked(Point.CATHODE_FREQUENCY_SET) >= 20e3;
        boolean storm = is(Faults.Kind.ARC);
        double arcs = !supply.lit ? 0 : storm ? 4 : (pulsed ? 0.005 : 0.5) * target.oxide() * supply.deliveredW / 150;
        double lost = supply.arcs(arcs, storm ? 0.5 : pulsed ? 0.05 : 0.2, pulsed, chance, seconds);
        double film = target.filmM3PerS * truth.tool.powerFactor(supply.deliveredW);
        growth.step(film, totalPa(), target.eroded, lost, chance, seconds);
        warmth.step(supply.deliveredW, !is(Faults.Kind.WATER_LOSS), growth.shutter.position, seconds);
    }

    void keep(Ledger ledger) {
        stuckAtSccm = ledger.keep("stuck", stuckAtSccm);
        chance.keep(ledger);
        faults.keep(ledger);
        room.keep(ledger);
        vacuum.keep(ledger);
        throttle.keep(ledger);
        argon.keep(ledger);
        oxygen.keep(ledger);
        argonValve.keep(ledger);
        oxygenValve.keep(ledger);
        supply.keep(ledger);
        target.keep(ledger);
        growth.keep(ledger);
        warmth.keep(ledger);
        ledger.keep("command", command);
    }
}
