package org.sputterpilot.celltests;

/**
 * The current of a test in one direction; rests are left out.
 *
 * @param number from 1
 * @param direction 1 while it charges, -1 while it discharges
 * @param startS test time at which it began, s
 * @param endS test time at which it ended, s
 * @param chargeAh what has passed, without its sign, by the current
 * @param currentA mean current without its sign
 * @param meanV mean magnitude of the voltage
 * @param lateV that of its second half
 * @param plateauV that of its last fifth
 * @param mostV greatest magnitude
 * @param tip whether the greatest comes before the last; only then a nucleation is seen
 * @param middleV voltage with its sign when half the charge has passed
 * @param medianV median with its sign
 */
public record HalfCycle(
        int number,
        int direction,
        double startS,
        double endS,
        double chargeAh,
        double currentA,
        double meanV,
        double lateV,
        double plateauV,
        double mostV,
        boolean tip,
        double middleV,
        double medianV) {
    /** The same, later: in a file that goes on where another ended. */
    public HalfCycle later(int numbers, double seconds) {
        return new HalfCycle(
                number + numbers,
                direction,
                startS + seconds,
                endS + seconds,
                chargeAh,
                currentA,
                meanV,
                lateV,
                plateauV,
                mostV,
                tip,
                middleV,
                medianV);
    }
}
