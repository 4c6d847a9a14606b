package org.sputterpilot.sim;

import java.util.EnumMap;

/** The parts of one virtual tool and the command registers of its PLC. */
final class Hardware {
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

    void keep(Ledger ledger) {
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
