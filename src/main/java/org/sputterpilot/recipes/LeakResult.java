package org.sputterpilot.recipes;

/**
 * What a leak check found.
 *
 * @param total gas load with the high-vacuum valve shut, Pa m3/s
 * @param totalSigma its sigma, Pa m3/s
 * @param leak the part of it that does not fade with pump time, Pa m3/s
 * @param leakSigma its sigma, Pa m3/s
 */
public record LeakResult(double total, double totalSigma, double leak, double leakSigma) {

    /** Whether the constant part is above a limit and above the noise of the fit. */
    public boolean leaksMoreThan(double limit) {
        return leak > limit && leak > 2 * leakSigma;
    }
}
