package org.sputterpilot.physics;

/**
 * The two edges of the hysteresis: above {@code upper.oxygenSccm} a metallic target must poison, below
 * {@code lower.oxygenSccm} a poisoned one must clean.
 */
public record Folds(BalanceState upper, BalanceState lower) {

    /** Flow at which a metallic target jumps to poisoned. */
    public double upSccm() {
        return upper.oxygenSccm();
    }

    /** Flow at which a poisoned target jumps back to metal. */
    public double downSccm() {
        return lower.oxygenSccm();
    }
}
