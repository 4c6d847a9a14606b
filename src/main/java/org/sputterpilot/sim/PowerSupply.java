package org.sputterpilot.sim;

/**
 * The cathode's supply: contactor, ramp, ignition, limits, arc counter and energy meter. After its contactors have
 * dropped it waits until somebody takes the enable away and gives it again.
 */
final class PowerSupply {
    private static final double CONTACTOR_S = 0.15;
    private static final double OPEN_CIRCUIT_V = 800;
    private static final double STRIKES_ABOVE_PA = 0.4;
    private static final double DIES_BELOW_PA = 0.08;
    private static final double LEAST_W = 1;
    private static final double LARGEST_W = 500;
    private static final double RAMP_W_PER_S = 5;
    private static final double MEAN_DELAY_S = 0.3;
    private static final double DUD_CHANCE = 0.01;
    private static final double DUD_S = 6;
    private static final double LIMIT_V = 850;
    private static final double LIMIT_A = 1.5;

    private double contactorS;
    private boolean blocked;
    private boolean striking;
    private double strikeInS;
    private double rampW;
    private double openV;
    private double arcClock;
    private final int[] arcs = new int[60];
    private final int[] hardArcs = new int[60];

    boolean enabled;
    boolean fault;
    boolean lit;
    double energyJ;
    /** What goes into the plasma. */
    double deliveredW;

    /**
     * One step up to the plasma.
     *
     * @param permitted whether the mains contactor in front of it is closed
     */
    void step(
            boolean enable,
            boolean permitted,
            double powerSetW,
            double rampWPerS,
            double totalPa,
            boolean strikes,
            double error,
            Chance chance,
            double seconds) {
        if (!enable) {
            blocked = false;
            fault = false;
        } else if (fault || !permitted && contactorS > 0) {
            blocked = true;
        }
        contactorS = enable && permitted && !blocked ? contactorS + seconds : 0;
        enabled = contactorS >= CONTACTOR_S;
        if (!enabled) {
            off();
            openV *= Math.exp(-seconds / 0.1);
            return;
        }
        double step = (rampWPerS > 0 ? rampWPerS : RAMP_W_PER_S) * seconds;
        double goal = Math.max(0, Math.min(LARGEST_W, powerSetW));
        rampW += Math.max(-step, Math.min(step, goal - rampW));
        if (rampW < LEAST_W || (lit && totalPa < DIES_BELOW_PA)) {
            lit = false;
            striking = false;
        }
        if (!lit && rampW >= LEAST_W) {
            strike(totalPa, strikes, chance, seconds);
        }
        boolean searching = !lit && rampW >= LEAST_W;
        openV += ((searching ? OPEN_CIRCUIT_V : 0) - openV) * (1 - Math.exp(-seconds / 0.1));
        deliveredW = lit ? rampW * (1 + error) * (1 + 0.001 * chance.bell()) : 0;
        energyJ += deliveredW * seconds;
    }

    private void strike(double totalPa, boolean strikes, Chance chance, double seconds) {
        if (totalPa < STRIKES_ABOVE_PA || !strikes) {
            striking = false;
            return;
        }
        if (!striking) {
            striking = true;
            strikeInS = chance.uniform() < DUD_CHANCE ? DUD_S : Math.min(3, chance.waiting(MEAN_DELAY_S));
        }
        strikeInS -= seconds;
        if (strikeInS <= 0) {
            lit = true;
            striking = false;
        }
    }

    private void off() {
        rampW = 0;
        lit = false;
        striking = false;
        deliveredW = 0;
    }

    /** Voltage with no plasma. */
    double openV() {
        return openV;
    }

    /** The supply's own limits; it drops out and says so. */
    void guard(double voltageV, double currentA) {
        if (lit && (voltageV > LIMIT_V || currentA > LIMIT_A)) {
            fault = true;
            off();
        }
    }

    /** Counts what sparks in this step; answers the seconds of power the arcs cost. */
    double arcs(double perSecond, double hardShare, boolean pulsed, Chance chance, double seconds) {
        arcClock += seconds;
        while (arcClock >= 1) {
            arcClock -= 1;
            System.arraycopy(arcs, 0, arcs, 1, arcs.length - 1);
            System.arraycopy(hardArcs, 0, hardArcs, 1, hardArcs.length - 1);
            arcs[0] = 0;
            hardArcs[0] = 0;
        }
        if (perSecond <= 0) {
            return 0;
        }
        double lost = 0;
        double left = perSecond * seconds;
        while (left > 0) {
            if (chance.uniform() < Math.min(1, left)) {
                arcs[0]++;
                boolean hard = chance.uniform() < hardShare;
                if (hard) {
                    hardArcs[0]++;
                    lost += 0.0035;
                } else {
                    lost += pulsed ? 0.0005 : 0.0015;
                }
            }
            left -= 1;
        }
        return Math.min(lost, seconds);
    }

    /** Arcs over the last minute, per second. */
    double arcsPerS() {
        int sum = 0;
        for (int one : arcs) {
            sum += one;
        }
        return sum / 60.0;
    }

    /** Hard arcs of the last ten seconds. */
    int hardArcs() {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += hardArcs[i];
        }
        return sum;
    }

    void keep(Ledger ledger) {
        contactorS = ledger.keep("supply.contactor", contactorS);
        blocked = ledger.keep("supply.blocked", blocked);
        striking = ledger.keep("supply.striking", striking);
        strikeInS = ledger.keep("supply.strike_in", strikeInS);
        rampW = ledger.keep("supply.ramp", rampW);
        openV = ledger.keep("supply.open", openV);
        arcClock = ledger.keep("supply.arc_clock", arcClock);
        ledger.keep("supply.arcs", arcs);
        ledger.keep("supply.hard", hardArcs);
        enabled = ledger.keep("supply.enabled", enabled);
        fault = ledger.keep("supply.fault", fault);
        lit = ledger.keep("supply.lit", lit);
        energyJ = ledger.keep("supply.energy", energyJ);
        deliveredW = ledger.keep("supply.delivered", deliveredW);
    }
}
