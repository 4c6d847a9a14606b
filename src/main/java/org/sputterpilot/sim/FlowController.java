package org.sputterpilot.sim;

/** A thermal mass flow controller: late, slow and a little wrong, and sure of itself. */
final class FlowController {
    private static final double DEAD_S = 0.1;
    private static final double LAG_S = 0.5;
    private static final double FULL_SUPPLY_PA = 100_000;

    private final String name;
    private final double fullScaleSccm;
    private final double error;
    private double asked;
    private double obeys;
    private double waited;
    /** What its own sensor sees. */
    double shownSccm;

    FlowController(String name, double fullScaleSccm, double error) {
        this.name = name;
        this.fullScaleSccm = fullScaleSccm;
        this.error = error;
    }

    /**
     * One step.
     *
     * @param valveOpening of the isolation valve behind it
     * @param supplyPa gauge pressure in front of it
     */
    void step(double setSccm, double valveOpening, double supplyPa, double seconds) {
        if (setSccm != asked) {
            asked = setSccm;
            waited = 0;
        }
        waited += seconds;
        if (waited >= DEAD_S) {
            obeys = asked;
        }
        double reachable = Math.min(obeys, fullScaleSccm) * Math.min(1, Math.max(0, supplyPa / FULL_SUPPLY_PA));
        double towards = valveOpening > 0 ? reachable : 0;
        shownSccm = towards + (shownSccm - towards) * Math.exp(-seconds / LAG_S);
        if (towards == 0 && shownSccm < 1e-6) {
            shownSccm = 0;
        }
    }

    /** Holds its flow whatever is asked. */
    void stuckAt(double sccm) {
        shownSccm = sccm;
    }

    /** What really flows. */
    double trueSccm() {
        return shownSccm * (1 + error);
    }

    double noiseSccm() {
        return 0.001 * fullScaleSccm;
    }

    void keep(Ledger ledger) {
        asked = ledger.keep(name + ".asked", asked);
        obeys = ledger.keep(name + ".obeys", obeys);
        waited = ledger.keep(name + ".waited", waited);
        shownSccm = ledger.keep(name + ".shown", shownSccm);
    }
}
