package org.sputterpilot.sim;

/**
 * What the PLC and the hard-wired chains do with nobody's help: the rows that must work with the controller dead, and
 * the watchdog on its heartbeat. A latched row clears the registers it overrules, so that a reset never reopens gas or
 * shutter.
 */
final class PlcDuties {
    private static final int HV = 1;
    private static final int GAS = 1 << 1;
    private static final int OXYGEN = 1 << 2;
    private static final int VENT = 1 << 3;
    private static final int GATE = 1 << 4;
    private static final int WATER = 1 << 5;
    private static final int SHUTTER = 1 << 6;
    private static final int ROTATION = 1 << 7;
    private static final int ROUGH = 1 << 8;

    /** The rows, in the order of {@code plc.first_out}; a delay is in seconds. */
    private enum Row {
        E1(HV | GAS, 0, true),
        E2(HV | GAS | VENT | SHUTTER | ROTATION, 0, true),
        E3(HV, 0, true),
        E4(HV, 0.1, false),
        E5(HV, 0.5, true),
        E6(VENT, 0, false),
        E7(HV | WATER, 1, true),
        E8(HV | GAS | VENT | SHUTTER, 0, true),
        E9(OXYGEN, 5, true),
        E10(GAS | VENT, 0, true),
        V1(GATE, 0, false),
        V2(ROUGH, 0, false),
        V3(GATE, 0, true),
        I14(HV, 0.1, true),
        I27(GAS | VENT, 0, true);

        final int effects;
        final double delayS;
        final boolean latched;

        Row(int effects, double delayS, boolean latched) {
            this.effects = effects;
            this.delayS = delayS;
            this.latched = latched;
        }
    }

    private static final Row[] ROWS = Row.values();
    private static final double WATCHDOG_S = 3;
    private static final double LEAST_WATER = 1.5 / 60000;
    private static final double SHORTEST_DELAY_S = 0.25;
    private static final double SWITCH_PA = 13;
    private static final double OVERPRESSURE_PA = 108_000;
    private static final double GATE_SHUTS_PA = 20;
    private static final double GATE_OPENS_PA = 10;
    private static final double FORELINE_PA = 50;
    private static final double TURBO_SPEED = 0.80;

    private final Hardware tool;
    private final double[] heldS = new double[ROWS.length];
    private final int[] latched = new int[ROWS.length];
    private final int[] active = new int[ROWS.length];
    /** Tripped since power-up or since a row fell; the outputs wait for a reset. */
    private boolean startTrip = true;

    private int firstOut;
    private boolean resetAsked;
    private boolean lastReset;
    private boolean armed;
    private double heartbeatAgeS;
    private double scale = 1;
    private int effects;

    PlcDuties(Hardware tool) {
        this.tool = tool;
    }

    /** The heartbeat is as old on its wire as it was; a controller that is away stays away. */
    void communicationScale(double speed) {
        heartbeatAgeS *= speed / scale;
        scale = speed;
    }

    // ---------------------------------------------------------------- what is written to it

    void heartbeat() {
        armed = true;
        heartbeatAgeS = 0;
    }

    void resetCoil(boolean on) {
        if (on && !lastReset) {
            resetAsked = true;
        }
        lastReset = on;
    }

    /** The controller has been silent for longer than the watchdog allows, at whatever speed the chamber goes on. */
    void controllerWasAway() {
        armed = true;
        heartbeatAgeS = Double.POSITIVE_INFINITY;
    }

    // ---------------------------------------------------------------- what it says

    boolean watchdogOk() {
        return armed && heartbeatAgeS <= WATCHDOG_S * scale;
    }

    boolean tripped() {
        if (startTrip) {
            return true;
        }
        for (int one : latched) {
            if (one != 0) {
                return true;
            }
        }
        return false;
    }

    int firstOut() {
        return firstOut;
    }

    /** The supply's mains contactor: closed while the chain is whole, mains are there and the controller permits it. */
    boolean contactorClosed() {
        return (effects & HV) == 0 && tool.mainsOk() && tool.asks(Point.CATHODE_HV_PERMIT);
    }

    // ---------------------------------------------------------------- what it does

    void step(double seconds) {
        heartbeatAgeS += seconds;
        boolean any = false;
        for (Row row : ROWS) {
            int i = row.ordinal();
            boolean wrong = wrong(row);
            heldS[i] = wrong ? heldS[i] + seconds : 0;
            double delay = row.delayS == 0 || scale <= 1 ? row.delayS : Math.max(row.delayS, SHORTEST_DELAY_S * scale);
            active[i] = wrong && heldS[i] >= delay - 1e-9 ? 1 : 0;
            if (active[i] == 1) {
                any = true;
                if (firstOut == 0) {
                    firstOut = i + 1;
                }
                if (row.latched) {
                    latched[i] = 1;
                }
            }
        }
        if (resetAsked) {
            resetAsked = false;
            reset();
        }
        if (!any && !tripped()) {
            firstOut = 0;
        }
        effects = startTrip ? Row.E8.effects : 0;
        for (Row row : ROWS) {
            if (active[row.ordinal()] == 1 || latched[row.ordinal()] == 1) {
                effects |= row.effects;
            }
        }
        clearRegisters();
    }

    private void reset() {
        if (!watchdogOk()) {
            return;
        }
        for (int i = 0; i < ROWS.length; i++) {
            if (active[i] == 0) {
                latched[i] = 0;
            }
        }
        startTrip = false;
        firstOut = 0;
        for (int i = ROWS.length - 1; i >= 0; i--) {
            if (latched[i] == 1) {
                firstOut = i + 1;
            }
        }
    }

    private boolean wrong(Row row) {
        Surroundings room = tool.room;
        double total = tool.totalPa();
        return switch (row) {
            case E1 -> !room.estopOk;
            case E2 -> !tool.doorClosed();
            case E3 -> !room.coverClosed;
            case E4 -> total > SWITCH_PA && tool.asks(Point.CATHODE_ENABLE);
            case E5 -> tool.warmth.flowM3PerS < LEAST_WATER;
            case E6 -> total > OVERPRESSURE_PA;
            case E7 -> room.waterLeak;
            case E8 -> armed && !watchdogOk();
            case E9 -> !room.exhaustOk;
            case E10 -> room.roomOxygen < 0.195 || room.roomOxygen > 0.235;
            case V1 -> tool.asks(Point.VACUUM_GATE_OPEN) && tool.vacuum.gate.isClosed() && !gateMayOpen(total);
            case V2 -> tool.asks(Point.VACUUM_ROUGH_VALVE_OPEN) && !tool.vacuum.gate.isClosed();
            case V3 -> total > GATE_SHUTS_PA && !tool.vacuum.gate.isClosed();
            case I14 ->
                tool.supply.lit
                        && (tool.target.voltageV > 700 && tool.target.currentA > 0.02
                                || tool.target.currentA > 1.5
                                || tool.supply.deliveredW > 330);
            case I27 ->
                !tool.doorClosed()
                        && !(tool.argonValve.isClosed()
                                && tool.oxygenValve.isClosed()
                                && tool.vacuum.nitrogen.isClosed()
                                && tool.vacuum.vent.isClosed());
        };
    }

    private boolean gateMayOpen(double total) {
        return total < GATE_OPENS_PA
                && tool.vacuum.rough.isClosed()
                && tool.vacuum.turboSpeed >= TURBO_SPEED
                && tool.vacuum.forelinePa < FORELINE_PA;
    }

    private void clearRegisters() {
        if ((effects & HV) != 0) {
            clear(Point.CATHODE_HV_PERMIT);
            clear(Point.CATHODE_ENABLE);
            clear(Point.CATHODE_POWER_SET);
        }
        if ((effects & GAS) != 0) {
            clear(Point.GAS_ARGON_VALVE_OPEN);
            clear(Point.GAS_ARGON_FLOW_SET);
        }
        if ((effects & (GAS | OXYGEN)) != 0) {
            clear(Point.GAS_OXYGEN_VALVE_OPEN);
            clear(Point.GAS_OXYGEN_FLOW_SET);
        }
        if ((effects & VENT) != 0) {
            clear(Point.VACUUM_VENT_VALVE_OPEN);
            clear(Point.GAS_NITROGEN_VALVE_OPEN);
        }
        if ((effects & GATE) != 0 && latched[Row.V3.ordinal()] == 1) {
            clear(Point.VACUUM_GATE_OPEN);
        }
        if ((effects & WATER) != 0) {
            clear(Point.COOLING_VALVE_OPEN);
        }
        if ((effects & SHUTTER) != 0) {
            clear(Point.SHUTTER_OPEN);
        }
        if ((effects & ROTATION) != 0) {
            clear(Point.SUBSTRATE_ROTATION_SET);
        }
    }

    private void clear(Point point) {
        tool.command[point.ordinal()] = 0;
    }

    /** Whether a drive may follow its register to open. */
    boolean drives(Point point) {
        if (!tool.asks(point)) {
            return false;
        }
        return switch (point) {
            case VACUUM_GATE_OPEN -> (effects & GATE) == 0;
            case VACUUM_ROUGH_VALVE_OPEN -> (effects & ROUGH) == 0;
            default -> true;
        };
    }

    void keep(Ledger ledger) {
        ledger.keep("plc.held", heldS);
        ledger.keep("plc.latched", latched);
        ledger.keep("plc.active", active);
        startTrip = ledger.keep("plc.start_trip", startTrip);
        firstOut = ledger.keep("plc.first_out", firstOut);
        resetAsked = ledger.keep("plc.reset_asked", resetAsked);
        lastReset = ledger.keep("plc.last_reset", lastReset);
        armed = ledger.keep("plc.armed", armed);
        heartbeatAgeS = ledger.keep("plc.heartbeat_age", heartbeatAgeS);
        effects = ledger.keep("plc.effects", effects);
    }
}
